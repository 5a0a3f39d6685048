import "../../domain/no-eval.ts";
import { loadSodium } from "../../crypto/sodium.ts";
import { pinsSchema } from "../../domain/desk/pins.ts";
import type { UnixMs } from "../../domain/time.ts";
import { wireOf } from "./bridge-messages.ts";
import { serveDesk } from "./bridge-server.ts";
import type { DeskPort } from "./port.ts";
import { openDeskPort } from "./worker/desk-port.ts";
import { openIndexedDeviceStore } from "./worker/indexed-device-store.ts";

/** The desk with the browser's own parts. Keys are in this thread only, and leave it by no message. */
async function open(): Promise<DeskPort> {
  const { origin } = self.location;
  const [sodium, store, base] = await Promise.all([loadSodium(), openIndexedDeviceStore(indexedDB), readBase(origin)]);
  return openDeskPort({
    sodium,
    store,
    base,
    origin,
    fetch: (...request) => fetch(...request),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    now: () => Date.now() as UnixMs,
    every(ms, work) {
      const timer = setInterval(work, ms);
      return () => clearInterval(timer);
    },
  });
}

/** Where the interface is, by the file beside the page. Without a connection it is tried where the page came from. */
async function readBase(origin: string): Promise<string> {
  try {
    const answer = await fetch(`${origin}/desk/pins.json`, { cache: "no-store" });
    return pinsSchema.parse(await answer.json()).api ?? origin;
  } catch {
    return origin;
  }
}

serveDesk(wireOf(self), open());
