import type { ChatAddress } from "../domain/chat.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import { MINUTE_MS } from "../domain/time.ts";
import { CASE_STATUS } from "../storage/rows.ts";
import { commitAnyway } from "./audit.ts";
import { botAuthor } from "./bot-author.ts";
import { CaseWriter } from "./case-writer.ts";
import { linkWrite, readChat } from "./chat-record.ts";
import { dueAt } from "./due.ts";
import { findTied, tie } from "./link-ties.ts";
import { openCase } from "./open-case.ts";
import type { Parts } from "./parts.ts";
import { alertReaders } from "./readers.ts";
import { receiptsOf } from "./receipts.ts";

/** A phrase heard again within this time is the same cry. */
const SAME_ALERT_MS = 10 * MINUTE_MS;
const TRIES = 4;

/**
 * A code phrase was heard: an urgent sealed case, at once and without a question. Needs no talk and no talk state;
 * a link that cannot be read or written does not stop it.
 *
 * @returns whether it is kept; `false` must be told to her in words that give nothing away.
 */
export async function raiseAlert(
  parts: Parts,
  heard: { readonly chat: ChatAddress; readonly updateId: string; readonly text: string },
): Promise<boolean> {
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const committed = await tryAlert(parts, heard);
      if (committed !== "conflict") return true;
    }
    throw new Fault("store/conflict");
  } catch (error) {
    parts.log({ event: "fault", at: "distress", code: codeOf(error) });
    return false;
  }
}

async function tryAlert(
  parts: Parts,
  heard: { readonly chat: ChatAddress; readonly updateId: string; readonly text: string },
) {
  const { chat, updateId, text } = heard;
  const record = await readChat(parts, chat);
  const now = parts.keys.time.now();
  const { link } = record;
  const receipts = receiptsOf(parts, `alert ${updateId}`);
  const alert = { entry: "alert", by: "phrase", via: chat.channel, text } as const;
  if (link.alertedAt !== null && now - link.alertedAt < SAME_ALERT_MS) {
    const row = await findTied(parts, link, ({ covert, status }) => covert && status !== CASE_STATUS.closed);
    if (row !== null) {
      const writer = CaseWriter.go(parts, botAuthor(parts), row).add(alert).moveHead(row);
      const hear = { write: "hear-person", caseId: row.caseId, due: dueAt(parts, "immediate") } as const;
      return parts.store.commit([...receipts, ...writer.writes, hear]);
    }
  }
  const opened = await openCase(parts, {
    chat,
    locale: link.locale ?? "ru",
    urgency: "immediate",
    covert: true,
    readers: alertReaders(parts),
    consentUnclear: false,
    contact: { may: "as-answer" },
    phone: null,
    bodies: [alert],
    summary: { signs: [], place: null, wants: [], policeExcluded: link.policeExcluded },
  });
  const after = { ...tie(link, opened.caseId, opened.epoch), alertedAt: now, heardAt: now };
  return commitAnyway(parts, opened.act, [...receipts, linkWrite(parts, record, after), ...opened.writes]);
}
