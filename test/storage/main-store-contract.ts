import { afterEach, beforeEach, describe } from "vitest";
import type { MainStore } from "../../src/storage/main-store.ts";
import { specifyCases } from "./specify-cases.ts";
import { specifyChats } from "./specify-chats.ts";
import { specifyClaims, specifyDesk } from "./specify-desk.ts";
import { specifyDirectory } from "./specify-directory.ts";
import { specifyUnits } from "./specify-units.ts";

/** What every main store must do. Each engine runs all of it. */
export function mainStoreContract(name: string, openEmpty: () => Promise<MainStore>): void {
  describe(`main store on ${name}`, () => {
    let store: MainStore;
    beforeEach(async () => {
      store = await openEmpty();
    });
    afterEach(() => store.close());

    const theStore = () => store;
    specifyUnits(theStore);
    specifyChats(theStore);
    specifyCases(theStore);
    specifyDirectory(theStore);
    specifyClaims(theStore);
    specifyDesk(theStore);
  });
}
