import type { Author } from "../crypto/author.ts";
import { keyId } from "../crypto/keypairs.ts";
import { Fault } from "../domain/faults.ts";
import type { Parts } from "./parts.ts";

/**
 * The bot as an author, as long as its certificate says so.
 *
 * @throws {Fault} `crypto/unknown-signer`: the certificate is over. What it signed now, nobody could believe later.
 */
export function botAuthor(parts: Parts): Author {
  const bot = parts.keys.bot();
  const { publicKey } = bot.keys;
  const inOffice = parts.deployment().known("bot", keyId(parts.sodium, publicKey), parts.keys.time.now());
  if (inOffice === null) throw new Fault("crypto/unknown-signer");
  return bot;
}
