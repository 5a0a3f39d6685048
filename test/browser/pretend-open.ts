import type { DeskPort, Done, OpenedCase, OwnSession } from "../../src/browser/desk/port.ts";
import { pretendPort } from "./pretend-port.ts";

/** A moment in the middle of a day in Kazakhstan. */
export const NOON = Date.UTC(2026, 10, 25, 7);

/** The answer of a call that must not be refused. */
export function granted<T extends object>(done: Done<T>): T {
  if (done.refused !== undefined) throw new Error(done.refused);
  return done as T;
}

/** A pretend desk whose clock stands still. */
export function pretendAtNoon(role: "reader" | "staff" | "admin" = "admin"): DeskPort {
  return pretendPort({ now: () => NOON, role });
}

export async function openedAtNoon(caseId: string): Promise<OpenedCase> {
  return granted(await pretendAtNoon().cases.open(caseId)).opened;
}

export async function sessionAtNoon(role: "reader" | "staff" | "admin" = "admin"): Promise<OwnSession> {
  return granted(await pretendAtNoon(role).door.enterDemo(0)).session;
}
