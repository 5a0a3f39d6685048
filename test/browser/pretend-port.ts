import type { DeskPort } from "../../src/browser/desk/port.ts";
import { pretendCasePort } from "./pretend-case-port.ts";
import { PretendDesk, type PretendOptions } from "./pretend-desk.ts";
import { pretendDoorPort } from "./pretend-door-port.ts";
import { pretendHousePort } from "./pretend-house-port.ts";
import { pretendQueuePort } from "./pretend-queue-port.ts";
import { pretendReferralPort } from "./pretend-referral-port.ts";

/**
 * A desk in memory that behaves: cases of every kind, and every call changes what the next one gives. It holds no key and
 * speaks to no server, so pages can be built and tried by themselves.
 */
export function pretendPort(options: PretendOptions = {}): DeskPort {
  const desk = new PretendDesk(options);
  return {
    door: pretendDoorPort(desk),
    queue: pretendQueuePort(desk),
    cases: pretendCasePort(desk),
    referrals: pretendReferralPort(desk),
    house: pretendHousePort(desk),
  };
}
