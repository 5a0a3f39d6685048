import type { Sodium } from "../../../crypto/sodium.ts";
import type { RandomBytes } from "../../../domain/ids.ts";
import type { UnixMs } from "../../../domain/time.ts";
import type { DeviceStore } from "./device-store.ts";

/** Everything the Worker needs of the outside. A page gives it the browser's, a test its own. */
export interface World {
  readonly sodium: Sodium;
  /** Where the desk's server is, without a slash at the end: `https://desk.example`. */
  readonly base: string;
  /** Where the page came from, as browsers print it; also what is signed at the door. Usually that of `base`. */
  readonly origin: string;
  readonly fetch: typeof globalThis.fetch;
  readonly random: RandomBytes;
  readonly now: () => UnixMs;
  /** Calls again and again until what it gives is called. */
  readonly every: (ms: number, work: () => void) => () => void;
  readonly store: DeviceStore;
}
