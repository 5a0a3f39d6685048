import { describe, expect, it } from "vitest";
import { mutated } from "../../support/mutated.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import { PLANTED } from "../../support/whatsapp/envelope.ts";
import { whatsAppRig } from "../../support/whatsapp/rig.ts";
import { WHATSAPP_ROWS } from "../../support/whatsapp-payloads.ts";

const MUTATIONS = 10_000;
const SEED = 20_261_126;
/** What must never be logged, whatever field it ends up in. */
const SECRETS = [...Object.values(PLANTED), "wamid.", "lookaside"];

describe("payloads that were changed at random and signed anew", () => {
  it("break nothing, and leave no word of a person in the log", { timeout: 60_000 }, async () => {
    const random = seededRandom(SEED);
    const rig = whatsAppRig();
    // As libraries do: a failure that holds all it failed with.
    rig.bot = (update) => (random.next() < 0.1 ? Promise.reject(new Error(JSON.stringify(update))) : Promise.resolve());
    const seen = new Map<number, number>();
    for (let n = 0; n < MUTATIONS; n += 1) {
      const { payload } = random.pick(WHATSAPP_ROWS);
      const status = await rig.post(mutated(payload, random, SECRETS));
      seen.set(status, (seen.get(status) ?? 0) + 1);
      for (const { message, edited_message, callback_query } of rig.received) {
        const chat = (message ?? edited_message ?? callback_query?.message)?.chat;
        expect(chat).toMatchObject({ type: "private", first_name: "" });
      }
      const log = JSON.stringify(rig.log);
      for (const secret of SECRETS) if (log.includes(secret)) expect.fail(`mutation ${n} is told in the log`);
      if (status === 500) expect(log).toContain(`"unexpected"`);
      rig.clear();
    }
    expect([...seen.keys()].sort()).toEqual([200, 400, 500]);
    expect(seen.get(200)).toBeGreaterThan(MUTATIONS / 2);
  });
});
