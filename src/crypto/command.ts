import { asId, type SessionId } from "../domain/ids.ts";
import { isSignedBy, sign } from "./author.ts";
import { enc, u64, utf8 } from "./encoding.ts";
import { hash } from "./hash.ts";
import type { SignKeypair, SignPublicKey } from "./keypairs.ts";
import type { Sodium } from "./sodium.ts";

/** One request of staff that changes something. */
export interface Command {
  readonly method: string;
  readonly path: string;
  /** The bytes of the body, as they travel. */
  readonly body: Uint8Array;
  readonly session: SessionId;
  /** Higher than that of every command of this session before. */
  readonly counter: number;
  /** Hash of the registry that the desk goes by. */
  readonly registryHead: Uint8Array;
  /** The newest hash of the audit that the desk has seen; zeros: none. */
  readonly auditHead: Uint8Array;
}

/**
 * Signs method, path, body, session, counter and what the desk has seen of registry and audit: a command can be neither
 * repeated nor turned into another, and two desks that were shown different histories can find out.
 */
export function signCommand(sodium: Sodium, keys: SignKeypair, command: Command): Uint8Array {
  return sign(sodium, keys, commandMessage(sodium, command));
}

export function isCommand(sodium: Sodium, key: SignPublicKey, command: Command, signature: Uint8Array): boolean {
  return isSignedBy(sodium, key, commandMessage(sodium, command), signature);
}

function commandMessage(sodium: Sodium, command: Command): Uint8Array {
  return enc(
    "cmd",
    utf8(command.method),
    utf8(command.path),
    hash(sodium, "cmd-body", command.body),
    asId(command.session),
    u64(command.counter),
    command.registryHead,
    command.auditHead,
  );
}
