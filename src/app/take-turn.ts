import { Fault } from "../domain/faults.ts";
import type { Link } from "../domain/link.ts";
import { commitAnyway } from "./audit.ts";
import { linkWrite, readChat, stateWrite, turnOf } from "./chat-record.ts";
import type { Inbound, Listen } from "./inbound.ts";
import { type Posted, post } from "./parcels.ts";
import { type Parts, speakingOn } from "./parts.ts";
import { planTurn } from "./plan-turn.ts";
import { receiptsOf } from "./receipts.ts";

/** What came of a turn: the parcel that is now durable, or nothing to say. */
export type TurnResult =
  | {
      readonly took: "turn";
      readonly posted: Posted | null;
      /** What is known of the chat from now on. */
      readonly link: Link;
      /** She asked to be forgotten. */
      readonly forgot: boolean;
      /** The turn put other parcels into the outbox, such as a notice to staff. */
      readonly alsoDue: boolean;
    }
  | { readonly took: "repeat" };

/** How often a turn is begun again when somebody else wrote to the same chat or case in between. */
const TRIES = 4;

/**
 * Takes one turn of a talk: reads, lets the talk go on, and commits state, entries and words to say as one.
 *
 * @throws {Fault} `store/…`, `keys/…`, `turn/…`: nothing was kept; the caller says so.
 */
export async function takeTurn(
  house: Parts,
  inbound: Inbound,
  listen: Listen,
  isOver: () => boolean = () => false,
): Promise<TurnResult> {
  const parts = speakingOn(house, inbound.chat.channel);
  for (let left = TRIES; left > 0; left -= 1) {
    const record = await readChat(parts, inbound.chat);
    const plan = await planTurn(parts, record, inbound, listen);
    const posted =
      plan.out.length > 0
        ? post(parts, inbound.chat, plan.out, {
            due: parts.keys.time.now(),
            heard: heardOf(inbound),
            turn: turnOf(record),
            tells: plan.turn.tells,
          })
        : null;
    if (isOver()) throw new Fault("turn/too-slow"); // She was told already; a late turn would answer another question.
    const committed = await commitAnyway(parts, plan.turn.act, [
      ...receiptsOf(parts, inbound.updateId),
      ...(plan.state === null ? [] : [stateWrite(parts, record, plan.state)]),
      // Who asked to be forgotten is not "here a moment ago" to anybody.
      linkWrite(parts, record, { ...plan.turn.link, heardAt: plan.turn.forgot ? 0 : parts.keys.time.now() }),
      ...plan.turn.writes,
      ...(posted === null ? [] : [{ write: "add-outbox", item: posted.row } as const]),
    ]);
    if (committed === "repeat") return { took: "repeat" };
    if (committed !== "done") continue;
    for (const then of plan.turn.afterwards) then();
    const alsoDue = plan.turn.writes.some(({ write }) => write === "add-outbox");
    return { took: "turn", posted, link: plan.turn.link, alsoDue, forgot: plan.turn.forgot };
  }
  throw new Fault("store/conflict");
}

function heardOf(inbound: Inbound): readonly number[] {
  return inbound.message === null ? [] : [inbound.message];
}
