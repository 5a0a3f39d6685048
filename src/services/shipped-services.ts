import {
  type KnownService,
  parseServiceRecords,
  parseServices,
  type ServiceRecord,
} from "../domain/service-records.ts";
import records from "./data/services.json" with { type: "json" };
import { publicRecords } from "./may-show.ts";

/**
 * Every organisation that came with the program, hidden ones too. Parses 40 entries on each call: keep the answer.
 *
 * No page may import this file. [Note: Hidden entries stay on the server]
 *
 * @throws {Fault} `services/broken`
 */
export function loadServices(): readonly KnownService[] {
  return parseServices(records);
}

/** What the build step writes for the pages, and `parseServices` reads there. @throws {Fault} `services/broken` */
export function loadPublicRecords(): readonly ServiceRecord[] {
  return publicRecords(parseServiceRecords(records));
}
