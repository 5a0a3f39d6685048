import { readUtf8 } from "../crypto/byte-reader.ts";
import { utf8 } from "../crypto/encoding.ts";
import { type TalkState, talkStateSchema } from "../domain/answers.ts";
import type { ChatAddress } from "../domain/chat.ts";
import { codeOf } from "../domain/faults.ts";
import { type Link, linkSchema, newLink } from "../domain/link.ts";
import type { Seen, Write } from "../storage/writes.ts";
import type { Parts } from "./parts.ts";

/** What is known of a chat at the beginning of a turn, and what was read to know it. */
export interface ChatRecord {
  readonly chat: ChatAddress;
  readonly link: Link;
  readonly linkSeen: Seen;
  /** null: no talk is open, or what stood there cannot be read any more. */
  readonly state: TalkState | null;
  readonly stateSeen: Seen;
}

/**
 * Reads link and state of a chat. A row that does not open (another day's key, a damaged page) is treated as none:
 * she begins anew instead of standing before an error. The fault is logged.
 *
 * @throws {Fault} `store/unavailable`, `keys/unavailable`.
 */
export async function readChat(parts: Parts, chat: ChatAddress): Promise<ChatRecord> {
  const { store, keys } = parts;
  // Tags first: keys that throw between two questions would leave the first one to fail with nobody listening.
  const tags = { link: keys.linkTags(chat), state: keys.stateTags(chat) };
  const [linkRow, stateRow] = await Promise.all([store.findLink(tags.link), store.findState(tags.state)]);
  const link = linkRow && readable(parts, () => linkSchema.parse(decode(keys.openLink(chat, linkRow))));
  const state = stateRow && readable(parts, () => talkStateSchema.parse(decode(keys.openState(chat, stateRow))));
  return { chat, link: link ?? newLink(), linkSeen: linkRow, state: state ?? null, stateSeen: stateRow };
}

/** The link alone, for those who must answer before anything else is read. @throws {Fault} as {@link readChat}. */
export async function readLink(parts: Parts, chat: ChatAddress): Promise<Link> {
  const row = await parts.store.findLink(parts.keys.linkTags(chat));
  const link = row && readable(parts, () => linkSchema.parse(decode(parts.keys.openLink(chat, row))));
  return link ?? newLink();
}

/** The number of the turn that is being taken: one more each time that the link is kept. */
export function turnOf(record: ChatRecord): number {
  return (record.linkSeen?.version ?? 0) + 1;
}

/** Keeps the link, under the key of this week: a chat that is used moves along with the epochs. */
export function linkWrite(parts: Parts, record: ChatRecord, link: Link): Write {
  const sealed = parts.keys.sealLink(record.chat, turnOf(record), utf8(JSON.stringify(link)));
  return { write: "put-link", link: sealed, was: seen(record.linkSeen) };
}

export function stateWrite(parts: Parts, record: ChatRecord, state: TalkState): Write {
  const sealed = parts.keys.sealState(record.chat, (record.stateSeen?.version ?? 0) + 1, utf8(JSON.stringify(state)));
  return { write: "put-state", state: sealed, was: seen(record.stateSeen) };
}

function seen(row: Seen): Seen {
  return row === null ? null : { tag: row.tag, version: row.version };
}

function decode(bytes: Uint8Array): unknown {
  return JSON.parse(readUtf8(bytes));
}

function readable<T>(parts: Parts, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    parts.log({ event: "fault", at: "take-turn", code: codeOf(error) });
    return null;
  }
}
