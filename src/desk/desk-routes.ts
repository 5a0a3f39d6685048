import type { Context, Hono } from "hono";
import { commitAudited } from "../app/audit.ts";
import type { StaffSession } from "../app/desk/staff-session.ts";
import type { Parts } from "../app/parts.ts";
import { PERMISSIONS, type Permission } from "../domain/desk/permission.ts";
import { codeOf, Fault, type FaultCode } from "../domain/faults.ts";
import { parseHex } from "../domain/ids.ts";
import type { Gate } from "./gate.ts";
import { readBody } from "./read-body.ts";
import { refusal, statusOf } from "./refusal.ts";

/** What a handler is given once the request was let in. */
export interface DoorCall {
  readonly parts: Parts;
  /** An id of the path, as bytes. @throws {Fault} `missing` when it is none: as if nothing had this id. */
  readonly id: <Id extends Uint8Array>(name: string, missing?: FaultCode) => Id;
  /** A parameter behind the question mark; null when it is not there. */
  readonly query: (name: string) => string | null;
  readonly request: Request;
  /** Address of the network it came from; empty where nobody knows. */
  readonly network: string;
}

/** The same for a member of staff whose session lives and whose role may do this. */
export interface StaffCall extends DoorCall {
  readonly session: StaffSession;
}

/** Anything that parses: a zod schema, whose package stays in domain/. */
export interface Schema<T> {
  readonly safeParse: (value: unknown) => { readonly success: true; readonly data: T } | { readonly success: false };
}

/** Refusals that are written down: who looks for what is not hers, or tries what she may not. */
const RECORDED: ReadonlySet<FaultCode> = new Set([
  "case/not-found",
  "case/not-yours",
  "desk/not-allowed",
  "desk/bad-signature",
]);

/** What a handler gives back: an object to be printed as JSON, or an answer that is made already. */
type Answer = Promise<object>;

/** Who may walk through a route. `door`: everybody, because nobody is signed in yet. */
export interface ListedRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly needs: Permission | "door";
}

/**
 * The routes of the desk. None can be added without saying who may use it, and a refusal is final: check and handler are
 * one function, so there is no later handler that could undo it. [Note: No route without a name]
 */
export class DeskRoutes {
  readonly #app: Hono;
  readonly #parts: Parts;
  readonly #gate: Gate;
  readonly #listed: ListedRoute[] = [];

  constructor(app: Hono, parts: Parts, gate: Gate) {
    this.#app = app;
    this.#parts = parts;
    this.#gate = gate;
  }

  get listed(): readonly ListedRoute[] {
    return this.#listed;
  }

  /** Looks at something. Changes nothing, and so is not signed. */
  read(path: string, needs: Permission, answer: (call: StaffCall) => Answer): this {
    this.#listed.push({ method: "GET", path, needs });
    this.#app.get(path, (c) => this.#forStaff(c, needs, answer));
    return this;
  }

  /** Does something, or opens a case: signed by her, counted, and with a body of this shape. */
  command<T>(path: string, needs: Permission, schema: Schema<T>, answer: (call: StaffCall, body: T) => Answer): this {
    this.#listed.push({ method: "POST", path, needs });
    this.#app.post(path, (c) =>
      this.#forStaff(c, needs, async (call) => {
        const body = await readBody(c.req.raw);
        await this.#gate.mustBeCommanded(call.session, c.req.raw, body);
        return answer(call, parsed(schema, body));
      }),
    );
    return this;
  }

  /** For who is not signed in: what it gives away, everybody may have. */
  look(path: string, answer: (call: DoorCall) => Answer): this {
    this.#listed.push({ method: "GET", path, needs: "door" });
    this.#app.get(path, (c) => this.#answered(null, () => answer(this.#doorCall(c))));
    return this;
  }

  /** For who is not signed in, with a body. */
  knock<T>(path: string, schema: Schema<T>, answer: (call: DoorCall, body: T) => Answer): this {
    this.#listed.push({ method: "POST", path, needs: "door" });
    this.#app.post(path, (c) =>
      this.#answered(null, async () => answer(this.#doorCall(c), parsed(schema, await readBody(c.req.raw)))),
    );
    return this;
  }

  /** In this order, and nothing before: session, membership, role. */
  #forStaff(c: Context, needs: Permission, answer: (call: StaffCall) => Answer): Promise<Response> {
    return this.#answered(null, async () => {
      const session = await this.#gate.enter(c.req.raw);
      return this.#answered(session, () => {
        const may: readonly string[] = PERMISSIONS[needs];
        if (!may.includes(session.role)) throw new Fault("desk/not-allowed");
        return answer({ ...this.#doorCall(c), session });
      });
    });
  }

  async #answered(session: StaffSession | null, work: () => Answer): Promise<Response> {
    try {
      const answer = await work();
      return answer instanceof Response ? answer : Response.json(answer);
    } catch (error) {
      return refused(this.#parts, session, error);
    }
  }

  #doorCall(c: Context): DoorCall {
    return {
      parts: this.#parts,
      id: (name, missing = "desk/not-found") => idOf(c.req.param(name), missing),
      query: (name) => c.req.query(name) ?? null,
      request: c.req.raw,
      network: networkIn(c.env),
    };
  }
}

/** The server that listens says it beside the request; a request that came without a socket says nothing. */
function networkIn(env: unknown): string {
  const network = typeof env === "object" && env !== null && "network" in env ? env.network : "";
  return typeof network === "string" ? network : "";
}

function idOf<Id extends Uint8Array>(text: string | undefined, missing: FaultCode): Id {
  const bytes = text !== undefined && /^[0-9a-f]{32}$/.test(text) ? parseHex(text) : null;
  if (bytes === null) throw new Fault(missing);
  return bytes as Uint8Array as Id;
}

/** @throws {Fault} `desk/bad-request`: no JSON, or of another shape. */
function parsed<T>(schema: Schema<T>, body: Uint8Array): T {
  const result = schema.safeParse(jsonOf(body));
  if (!result.success) throw new Fault("desk/bad-request", { length: body.length });
  return result.data;
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** What a member was not given stands in the audit; that it was somebody else's or nobody's case looks the same there, too. */
async function refused(parts: Parts, session: StaffSession | null, error: unknown): Promise<Response> {
  const code = codeOf(error);
  const status = error instanceof Fault && error.detail.tooLarge === true ? 413 : statusOf(code);
  if (status >= 500) parts.log({ event: "fault", at: "desk", code });
  if (session !== null && RECORDED.has(code)) await recordRefusal(parts, session);
  const retryAt = error instanceof Fault ? error.detail.retryAt : undefined;
  return refusal(code, typeof retryAt === "number" ? { retryAt } : {}, status);
}

async function recordRefusal(parts: Parts, { actor }: StaffSession): Promise<void> {
  try {
    await commitAudited(parts, { actor, action: "refused", caseId: null }, []);
  } catch (error) {
    parts.log({ event: "fault", at: "desk", code: codeOf(error) }); // The refusal stands all the same.
  }
}
