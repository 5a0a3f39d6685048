import { parseServices } from "../domain/service-records.ts";
import records from "./data/public-services.json" with { type: "json" };
import { type ShownService, shownServices } from "./may-show.ts";

/**
 * Every organisation that may be shown, for pages: the file it reads was made without the hidden ones by
 * `npm run services`. [Note: Hidden entries stay on the server]
 *
 * @throws {Fault} `services/broken`
 */
export function loadShownServices(): readonly ShownService[] {
  return shownServices(parseServices(records));
}
