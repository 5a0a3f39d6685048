import type { StaffSession } from "../app/desk/staff-session.ts";

/** Who stands before a route, and whether a command is hers. */
export interface Gate {
  /**
   * The member behind the token of this request, by the charter in force now.
   *
   * @throws {Fault} `desk/signed-out`: no token, or its session is over, or she is no member any more.
   */
  readonly enter: (request: Request) => Promise<StaffSession>;
  /**
   * Checks signature and counter of a command over exactly these bytes, and uses the counter up.
   *
   * @throws {Fault} `desk/bad-signature`, `desk/repeated-command`.
   */
  readonly mustBeCommanded: (session: StaffSession, request: Request, body: Uint8Array) => Promise<void>;
}
