import { expect } from "vitest";
import { checkAudit } from "../../../src/app/audit.ts";
import { claimCase, releaseCase } from "../../../src/app/desk/claims.ts";
import type { StaffSession } from "../../../src/app/desk/staff-session.ts";
import type { Parts } from "../../../src/app/parts.ts";
import { type CaseId, sameBytes } from "../../../src/domain/ids.ts";

/** A member, and the connection that she works over. */
interface Racer {
  readonly parts: Parts;
  readonly session: StaffSession;
}

/** Lets two members claim the same case at the same moment, again and again: one gets it each time, the other is told so. */
export async function raceForClaims(racers: readonly [Racer, Racer], caseId: CaseId, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const [first, second] = round % 2 === 0 ? racers : [racers[1], racers[0]];
    const outcomes = await Promise.allSettled(
      [first, second].map(({ parts, session }) => claimCase(parts, session, caseId)),
    );
    const losses = outcomes.filter(({ status }) => status === "rejected");
    if (losses.length !== 1) throw new Error(`round ${round}: ${2 - losses.length} got it`);
    expect(losses[0]).toMatchObject({ reason: { code: "case/claimed" } });
    const winner = outcomes[0]?.status === "fulfilled" ? first : second;
    const row = await winner.parts.store.findCase(caseId);
    expect(row?.owner && sameBytes(row.owner, winner.session.memberId)).toBe(true);
    await releaseCase(winner.parts, winner.session, caseId);
  }
  expect(await checkAudit(racers[0].parts)).toBe(2 * rounds);
}
