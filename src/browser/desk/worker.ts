import { loadSodium } from "../../crypto/sodium.ts";
import { wireOf } from "./bridge-messages.ts";
import { serveDesk } from "./bridge-server.ts";
import type { DeskPort } from "./port.ts";

async function open(): Promise<DeskPort> {
  await loadSodium();
  throw new Error("nothing to open yet");
}

serveDesk(wireOf(self), open());
