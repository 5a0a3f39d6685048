import type { Outcome } from "../domain/answers.ts";
import { openCase } from "./open-case.ts";
import type { Parts } from "./parts.ts";
import { alertReaders } from "./readers.ts";
import type { Turn } from "./turn.ts";

/**
 * An alert that says it is a trial: its readers see how one looks, nobody is called for it, and what she writes later never
 * goes into it, because it is not tied to the chat.
 */
export async function practiseAlert(parts: Parts, turn: Turn): Promise<Outcome> {
  const { chat, link } = turn;
  const { profile, twoWayCodeWord, policeExcluded } = link;
  const opened = await openCase(parts, {
    chat,
    locale: link.locale ?? "ru",
    urgency: "low",
    covert: true,
    practice: true,
    readers: alertReaders(parts),
    consentUnclear: false,
    contact: { may: "as-answer" },
    phone: null,
    bodies: [
      {
        entry: "alert",
        by: "personal-phrase",
        via: chat.channel,
        text: "",
        practice: true,
        ...(profile !== null && { profile }),
        ...(twoWayCodeWord !== null && { codeWord: twoWayCodeWord }),
      },
    ],
    summary: { signs: [], place: null, wants: [], policeExcluded },
  });
  turn.writes.push(...opened.writes);
  turn.act = opened.act;
  return { outcome: "kept", reader: opened.reader };
}
