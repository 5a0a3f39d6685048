import { codeOf } from "../domain/faults.ts";
import { MINUTE_MS, type UnixMs } from "../domain/time.ts";
import type { Urgency } from "../domain/urgency.ts";
import type { Write } from "../storage/writes.ts";
import type { Recipient } from "./deployment.ts";
import { post } from "./parcels.ts";
import type { Parts } from "./parts.ts";

/**
 * A new case; one that waits longer than it should, and still does; one that is given to the backup because nobody came,
 * or because nobody is on duty; one that turned out to be more urgent; a referral that was offered, one that was declined,
 * or one that waits too long for its next step; a member who opened more cases than anybody's work needs;
 * somebody who tries passphrases in a member's name.
 */
type Occasion =
  | "new-case"
  | "waits"
  | "still-waits"
  | "escalated"
  | "off-duty"
  | "raised"
  | "referred"
  | "referral-declined"
  | "referral-late"
  | "too-many-opened"
  | "wrong-passphrases";

/**
 * Tells the staff chats that there is work, and nothing of what it is.
 * Immediate goes at once; the rest wait for the next full minute, so that the moment of writing is not in the moment of telling.
 */
export function noticeWrites(
  parts: Parts,
  recipients: readonly Recipient[],
  urgency: Urgency,
  occasion: Occasion = "new-case",
): readonly Write[] {
  try {
    return notices(parts, recipients, urgency, occasion);
  } catch (error) {
    parts.log({ event: "fault", at: "notice", code: codeOf(error) }); // A case without a notice is better than no case.
    return [];
  }
}

function notices(
  parts: Parts,
  recipients: readonly Recipient[],
  urgency: Urgency,
  occasion: Occasion,
): readonly Write[] {
  const now = parts.keys.time.now();
  const due = urgency === "immediate" ? now : (((Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS) as UnixMs);
  const text = textOf(parts, urgency, occasion);
  return recipients.flatMap(({ route }) => {
    if (!route?.staffChat) return [];
    const { row } = post(parts, { channel: "telegram", id: route.staffChat }, [{ out: "notice", text }], { due });
    return [{ write: "add-outbox", item: row } as const];
  });
}

function textOf({ texts, targets }: Parts, urgency: Urgency, occasion: Occasion): string {
  if (occasion !== "new-case") return texts.staffText(`notice.${occasion}`, { urgency });
  return texts.staffText("notice.new-case", { urgency, minutes: targets[urgency] / MINUTE_MS });
}
