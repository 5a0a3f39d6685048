import "../../src/domain/no-eval.ts";
import { wireOf } from "../../src/browser/desk/bridge-messages.ts";
import { serveDesk } from "../../src/browser/desk/bridge-server.ts";
import type { DeskPort } from "../../src/browser/desk/port.ts";
import { loadSodium } from "../../src/crypto/sodium.ts";
import { pretendPort } from "./pretend-port.ts";

/** Behind the pages in tests: the pretend desk, once libsodium runs under the headers of the pages. */
async function open(): Promise<DeskPort> {
  await loadSodium();
  return pretendPort();
}

serveDesk(wireOf(self), open());
