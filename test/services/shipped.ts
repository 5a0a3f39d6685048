import { fold } from "../../src/distress/fold.ts";
import { openDirectory } from "../../src/services/help-near.ts";
import { shownServices } from "../../src/services/may-show.ts";
import { loadPlaces, loadRegions } from "../../src/services/shipped-places.ts";
import { loadServices } from "../../src/services/shipped-services.ts";

/** The data that comes with the program, opened once for all tests of a file. */
export const SERVICES = loadServices();
export const PLACES = loadPlaces();
export const REGIONS = loadRegions();
export const DIRECTORY = openDirectory(shownServices(SERVICES), PLACES, REGIONS, fold);
