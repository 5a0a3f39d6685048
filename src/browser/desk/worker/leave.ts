import { touchedSchema } from "../../../domain/desk/door-answers.ts";
import type { UnixMs } from "../../../domain/time.ts";
import { openApi } from "./api-client.ts";
import { idleLocksAt } from "./idle.ts";
import { NOTHING } from "./received.ts";
import type { Workplace } from "./workplace.ts";

/** Locks at once; the server is told afterwards, if it can be reached. What it is told needs only her signature. */
export async function leave(place: Workplace): Promise<void> {
  const farewell = farewellOf(place);
  place.lock(null);
  await farewell?.();
}

/** Ends her sessions on all devices. Stays at work when the server could not be told: else they would go on unseen. */
export async function leaveEverywhere(place: Workplace): Promise<object> {
  await place.api.post("/session/end-all", {}, NOTHING);
  place.lock(null);
  return {};
}

/** Tells server and clock that she is there. */
export async function stayAwake(place: Workplace): Promise<UnixMs> {
  await place.api.post("/session/touch", {}, touchedSchema);
  return idleLocksAt(place.atWork());
}

/** Takes the little that is needed aside, because the keys are wiped before the answer is there. */
function farewellOf(place: Workplace): (() => Promise<void>) | null {
  try {
    const { token, session, keys, nextCounter, trusted, auditHead } = place.atWork();
    const own = { token: token.slice(), secretKey: keys.sign.secretKey.slice() };
    const signing = { publicKey: keys.sign.publicKey, secretKey: own.secretKey };
    const credentials = { token: own.token, session, keys: signing, nextCounter, auditHead };
    const api = openApi(
      place.world,
      () => ({ ...credentials, registryHead: trusted.registry.hash }),
      () => {},
    );
    return async () => {
      await api.post("/session/end", {}, NOTHING).catch(() => {}); // Without a network it ends by itself.
      own.token.fill(0);
      own.secretKey.fill(0);
    };
  } catch {
    return null;
  }
}
