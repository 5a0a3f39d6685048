import { signCommand } from "../../../crypto/command.ts";
import type { SignKeypair } from "../../../crypto/keypairs.ts";
import { printBase64 } from "../../../domain/base64.ts";
import { codeOf, Fault, type FaultCode } from "../../../domain/faults.ts";
import type { SessionId } from "../../../domain/ids.ts";
import type { Done } from "../port.ts";
import type { World } from "./world.ts";

/** Anything that parses an answer: a zod schema, whose package stays in domain/. */
export interface Shape<T> {
  readonly safeParse: (value: unknown) => { readonly success: true; readonly data: T } | { readonly success: false };
}

/**
 * The desk's server, as the Worker speaks to it. Paths begin behind `/api/desk`.
 *
 * Everything throws {@link Refused} when the server says no, and {@link Fault} `desk/offline` when it cannot be reached:
 * nothing is queued, nothing is tried again. An answer of another shape than expected is `crypto/malformed`.
 */
export interface Api {
  /** For who is at work. */
  readonly get: <T>(path: string, shape: Shape<T>) => Promise<T>;
  /** A command: signed and counted, and sent only when the one before was answered. */
  readonly post: <T>(path: string, body: object, shape: Shape<T>) => Promise<T>;
  /** For who is at work; the answer as it comes, for the live stream. */
  readonly open: (path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<Response>;
  /** For whoever stands at the door. */
  readonly knock: <T>(path: string, body: object, shape: Shape<T>) => Promise<T>;
  readonly look: <T>(path: string, shape: Shape<T>) => Promise<T>;
}

/** What requests of a session carry. */
export interface Credentials {
  /** @secret 32 bytes. */
  readonly token: Uint8Array;
  readonly session: SessionId;
  readonly keys: SignKeypair;
  /** Counts up with every command. */
  readonly nextCounter: () => number;
  readonly registryHead: Uint8Array;
  /** The newest hash of the audit seen here; zeros: none. */
  readonly auditHead: Uint8Array;
}

/** The server's no. `more` is what else it said: the head of a chain that moved on, say. */
export class Refused extends Fault {
  readonly more: unknown;

  constructor(code: FaultCode, retryAt: number | null, more: unknown) {
    super(code, retryAt === null ? {} : { retryAt });
    this.more = more;
  }
}

const PREFIX = "/api/desk";
const PATIENCE_MS = 30_000;
const JSON_TYPE = "application/json";

/**
 * @param credentials those of whoever is at work. @throws {Fault} `desk/signed-out`: nobody.
 * @param signedOut called when the server does not know the session any more.
 */
export function openApi(world: World, credentials: () => Credentials, signedOut: () => void): Api {
  const bearer = () => ({ Authorization: `Bearer ${printBase64(credentials().token)}` });
  let last: Promise<unknown> = Promise.resolve();

  const asked = async <T>(shape: Shape<T>, send: () => Promise<Response>): Promise<T> => {
    try {
      return await read(shape, await send());
    } catch (error) {
      if (error instanceof Refused && error.code === "desk/signed-out") signedOut();
      throw error;
    }
  };
  const command = (path: string, body: object): Promise<Response> => {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    return send(world, path, { method: "POST", headers: signed(world, credentials(), path, bytes), body: bytes });
  };

  return {
    get: (path, shape) => asked(shape, () => send(world, path, { headers: bearer() })),
    post: (path, body, shape) => {
      // A command that overtook another would make its counter look used.
      const done = last.then(() => asked(shape, () => command(path, body)));
      last = done.catch(() => {});
      return done;
    },
    open: (path, headers, signal) => send(world, path, { headers: { ...bearer(), ...headers }, signal }),
    knock: async (path, body, shape) => {
      const init = { method: "POST", headers: { "Content-Type": JSON_TYPE }, body: JSON.stringify(body) };
      return read(shape, await send(world, path, init));
    },
    look: async (path, shape) => read(shape, await send(world, path, {})),
  };
}

/** Runs a call of the port: refusals and faults become values, nothing is thrown. */
export async function answered<T extends object>(work: () => Promise<T>): Promise<Done<T>> {
  try {
    return await work();
  } catch (error) {
    const retryAt = error instanceof Fault ? error.detail.retryAt : undefined;
    return { refused: codeOf(error), ...(typeof retryAt === "number" ? { retryAt } : {}) };
  }
}

function signed(world: World, by: Credentials, path: string, body: Uint8Array): Readonly<Record<string, string>> {
  const counter = by.nextCounter();
  const { session, registryHead, auditHead } = by;
  const command = { method: "POST", path: PREFIX + path, body, session, counter, registryHead, auditHead };
  return {
    Authorization: `Bearer ${printBase64(by.token)}`,
    "Content-Type": JSON_TYPE,
    "Pana-Counter": `${counter}`,
    "Pana-Signature": printBase64(signCommand(world.sodium, by.keys, command)),
    "Pana-Heads": `${printBase64(registryHead)}.${printBase64(auditHead)}`,
  };
}

async function send(world: World, path: string, init: RequestInit): Promise<Response> {
  try {
    return await world.fetch(world.base + PREFIX + path, {
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...init,
    });
  } catch (cause) {
    throw new Fault("desk/offline", {}, cause);
  }
}

async function read<T>(shape: Shape<T>, response: Response): Promise<T> {
  const said = await bodyOf(response);
  if (!response.ok) throw refusalIn(said);
  const parsed = shape.safeParse(said);
  if (!parsed.success) throw new Fault("crypto/malformed", { status: response.status });
  return parsed.data;
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text().catch((cause: unknown) => {
    throw new Fault("desk/offline", {}, cause);
  });
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What the server says of a refusal is data, like everything it says. */
function refusalIn(said: unknown): Refused {
  const { refused, retryAt } = (typeof said === "object" && said !== null ? said : {}) as Record<string, unknown>;
  const isCode = typeof refused === "string" && /^[a-z]{3,10}\/[a-z0-9-]{3,30}$/.test(refused);
  return new Refused(
    isCode ? (refused as FaultCode) : "unexpected",
    typeof retryAt === "number" ? retryAt : null,
    said,
  );
}
