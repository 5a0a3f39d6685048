import { writeFileSync } from "node:fs";
import { loadPublicRecords } from "../src/services/shipped-services.ts";

// Writes src/services/data/public-services.json: what pages may carry. A test compares it with what it is made from.
const file = new URL("../src/services/data/public-services.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(loadPublicRecords(), null, 1)}\n`);
