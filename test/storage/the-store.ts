import type { MainStore } from "../../src/storage/main-store.ts";

/** The store under test; a new and empty one for every test. */
export type TheStore = () => MainStore;
