import type { Done, ReferralPort } from "../../src/browser/desk/port.ts";
import type { ReferralRow, ReferralState } from "../../src/domain/desk/referral.ts";
import { HOUR_MS } from "../../src/domain/time.ts";
import { type PretendDesk, refusal } from "./pretend-desk.ts";
import { pretendId } from "./pretend-ids.ts";
import { ORG } from "./pretend-people.ts";

type Moved = Done<{ readonly referral: ReferralRow }>;

export function pretendReferralPort(desk: PretendDesk): ReferralPort {
  const move = (
    referralId: string,
    from: readonly ReferralState[],
    state: ReferralState,
    more: Partial<ReferralRow> = {},
  ): Moved => {
    const found = desk.referrals.find((one) => one.referralId === referralId);
    if (found === undefined) return refusal("desk/not-found");
    if (!from.includes(found.state)) return refusal("referral/wrong-state");
    desk.log("referral-step", referralId);
    return { referral: desk.putReferral({ ...found, state, version: found.version + 1, ...more }) };
  };
  return {
    read: async () => ({
      incoming: desk.referrals.filter(({ to }) => to === ORG.hotline),
      outgoing: desk.referrals.filter(({ from }) => from === ORG.hotline),
    }),
    offer: async (caseId, to, entries, why) => offer(desk, caseId, to, entries, why),
    accept: async (id) => move(id, ["offered"], "accepted", { dueAt: desk.now() + 24 * HOUR_MS }),
    decline: async (id, declineReason) => move(id, ["offered"], "declined", { declineReason }),
    withdraw: async (id) => move(id, ["offered", "accepted"], "withdrawn"),
    arrived: async (id) => move(id, ["accepted"], "arrived"),
    didNotArrive: async (id) => move(id, ["accepted"], "not-arrived"),
    close: async (id) => move(id, ["arrived", "not-arrived"], "closed"),
  };
}

async function offer(
  desk: PretendDesk,
  caseId: string,
  to: string,
  entries: readonly string[] | null,
  why: string | null,
): ReturnType<ReferralPort["offer"]> {
  const found = desk.findOwned(caseId);
  if ("refused" in found) return found;
  const card = desk.cards.find(({ id }) => id === to);
  if (card === undefined) return refusal("desk/not-found");
  if (!found.consents.some(({ organisation, unclear }) => organisation === to && !unclear))
    return refusal("referral/no-consent");
  if ((card.intake === "full" || card.intake === "closed") && why === null) return refusal("referral/reason-needed");
  const now = desk.now();
  const packet = entries !== null;
  const referralId = pretendId(`referral ${now} ${desk.referrals.length}`);
  const written = desk.write(found, {
    entry: "referral",
    referralId,
    from: ORG.hotline,
    to,
    packet,
    state: "offered",
    ...(why === null ? {} : { reason: why }),
  });
  desk.putReferral({
    referralId,
    sourceCase: caseId,
    targetCase: packet ? null : caseId,
    from: ORG.hotline,
    to,
    state: "offered",
    packet,
    declineReason: null,
    offeredAt: now,
    dueAt: now + HOUR_MS / 2,
    reminders: 0,
    version: 1,
  });
  return { opened: desk.cases.get(written.row.caseId) ?? written };
}
