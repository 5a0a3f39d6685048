import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { type SignKeypair, signKeypair } from "../src/crypto/keypairs.ts";
import type { Sodium } from "../src/crypto/sodium.ts";
import { Fault } from "../src/domain/faults.ts";
import { parseHex } from "../src/domain/ids.ts";
import { type MemberFile, parseMemberFile } from "../src/domain/member-file.ts";
import type { MainStore } from "../src/storage/main-store.ts";
import type { Write } from "../src/storage/writes.ts";
import { Refusal } from "./keys-refusal.ts";

/** The root's keys from its seed file. @throws {Fault} `crypto/bad-key`, `crypto/bad-length`: that is no root file. */
export function readRoot(sodium: Sodium, path: string): SignKeypair {
  const seed = parseHex(read("root", path).trim());
  if (seed === null) throw new Fault("crypto/bad-key");
  return signKeypair(sodium, seed);
}

/** @throws {Fault} `crypto/malformed`: that is no member file. */
export function readAdmin(path: string): MemberFile {
  return parseMemberFile(read("admin", path));
}

/** Writes a file that only its owner may read, and never over one that is there. */
export function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: "wx", mode: 0o600 });
  } catch {
    throw new Refusal("keys.not-written", {});
  }
}

/**
 * Puts a new member's file down and then keeps what admits her: the other way round, a full disk would lose her keys.
 * When it is not sure whether the store has kept it, the file stays.
 *
 * @throws {Fault} `store/conflict`: somebody else wrote first; the file is gone again.
 */
export async function keepMember(
  store: MainStore,
  path: string,
  file: MemberFile,
  writes: readonly Write[],
): Promise<void> {
  writeNew(path, `${JSON.stringify(file, null, 2)}\n`);
  if ((await store.commit(writes)) === "done") return;
  rmSync(path);
  throw new Fault("store/conflict");
}

function read(option: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new Refusal("keys.not-read", { option });
  }
}
