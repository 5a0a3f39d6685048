import type { CasePort, Delivery, Done, OpenedCase } from "../../src/browser/desk/port.ts";
import { giveawayIn } from "../../src/browser/desk/reply-state.ts";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import type { QueueRow } from "../../src/domain/desk/queue-row.ts";
import type { FaultCode } from "../../src/domain/faults.ts";
import { MINUTE_MS } from "../../src/domain/time.ts";
import { type PretendDesk, refusal } from "./pretend-desk.ts";
import type { PretendCase } from "./pretend-entries.ts";
import { MEMBER, ORG } from "./pretend-people.ts";

const LINK = /\b(?:https?:\/\/|www\.)\S|\b[\w-]+\.(?:com|net|org|kz|ru|me|info)\b/i;

type Opened = Done<{ readonly opened: OpenedCase }>;

export function pretendCasePort(desk: PretendDesk): CasePort {
  const write = (caseId: string, body: EntryBody, row: Partial<QueueRow> = {}): Opened => {
    const found = desk.findOwned(caseId);
    return "refused" in found ? found : { opened: desk.write(found, body, row) };
  };
  return {
    open: async (caseId) => open(desk, caseId),
    reply: async (caseId, text, phrase, secondPress = false) => reply(desk, caseId, text, { phrase, secondPress }),
    note: async (caseId, text) => write(caseId, { entry: "note", text }),
    setUrgency: async (caseId, urgency, reason) =>
      write(caseId, { entry: "status", status: "urgency", urgency, reason }, { urgency }),
    called102: async (caseId, call) =>
      write(
        caseId,
        { entry: "action", action: "called-102", ...call },
        { called102At: Math.floor(call.at / MINUTE_MS) * MINUTE_MS },
      ),
    recordConsent: async (caseId, consent) => recordConsent(desk, caseId, consent),
    async stopContact(caseId) {
      const found = desk.findOwned(caseId);
      if ("refused" in found) return found;
      const contact = { ...found.contact, way: "ended", maxLength: 0 } as const;
      return { opened: desk.write({ ...found, contact }, { entry: "contact-revoked" }) };
    },
    close: async (caseId, outcome, reason) =>
      write(
        caseId,
        { entry: "status", status: "closed", outcome, reason },
        { status: "closed", owner: null, waiting: false },
      ),
    async shredSpam(caseId) {
      const found = desk.findOwned(caseId);
      if ("refused" in found) return found;
      desk.cases.delete(caseId);
      desk.log("spam", caseId);
      desk.tell({ event: "gone", caseId });
      return {};
    },
    nearest: async (caseId) => nearest(desk, caseId),
  };
}

function open(desk: PretendDesk, caseId: string): Opened {
  const found = desk.find(caseId);
  if ("refused" in found) return found;
  const { owner, status } = found.row;
  const isMine = owner?.memberId === MEMBER.aigul;
  if (desk.role === "staff" && !isMine && status !== "closed")
    return refusal(owner === null ? "case/not-claimed" : "case/claimed");
  desk.log("open-case", caseId);
  const row = { unheard: 0, ...(status === "unread" && isMine ? { status: "read" as const } : {}) };
  if (isMine && status === "unread") return { opened: desk.write(found, { entry: "status", status: "read" }, row) };
  return { opened: isMine ? desk.put({ ...found, row: { ...found.row, ...row } }) : found };
}

function whyNot(desk: PretendDesk, found: PretendCase, text: string, phrase: string | null): FaultCode | null {
  const { contact, row } = found;
  const ready = desk.phrases.find(({ phraseId }) => phraseId === phrase);
  if (contact.way === "ended") return "reply/contact-ended";
  if (contact.way === "never") return "reply/not-allowed";
  if (text.length > contact.maxLength) return "reply/too-long";
  if (LINK.test(text)) return "reply/link-not-allowed";
  return ready?.needs102 && row.called102At === null ? "reply/needs-102" : null;
}

function reply(
  desk: PretendDesk,
  caseId: string,
  text: string,
  { phrase, secondPress }: { readonly phrase: string | null; readonly secondPress: boolean },
): Awaited<ReturnType<CasePort["reply"]>> {
  const found = desk.findOwned(caseId);
  if ("refused" in found) return found;
  const isKept = secondPress || giveawayIn(found, text) === null;
  const why = isKept ? whyNot(desk, found, text, phrase) : "reply/gives-away";
  if (why !== null) return refusal(why);
  const written = desk.write(found, { entry: "message", text }, { status: "answered", waiting: false });
  const entryId = written.lines.at(-1)?.entryId ?? "";
  const waits = !["push", "covert"].includes(found.contact.way);
  const delivery: Delivery = { entryId, state: waits ? "waiting" : "sending", reason: null };
  const opened = desk.put({ ...written, deliveries: [...written.deliveries, delivery] });
  return { opened, went: waits ? "waiting" : "sent" };
}

function recordConsent(
  desk: PretendDesk,
  caseId: string,
  { kind, organisation, words }: Parameters<CasePort["recordConsent"]>[1],
): Opened {
  const found = desk.findOwned(caseId);
  if ("refused" in found) return found;
  const consents = [...found.consents, { kind, organisation, unclear: false }];
  const given = [{ recipient: kind, organisation, backup: false }];
  return { opened: desk.write({ ...found, consents }, { entry: "consent", given, unclear: false, words }) };
}

async function nearest(desk: PretendDesk, caseId: string): ReturnType<CasePort["nearest"]> {
  const found = desk.find(caseId);
  if ("refused" in found) return found;
  const centres = [ORG.open, ORG.full, ORG.closed];
  const near = desk.cards
    .filter(({ id }) => centres.includes(id))
    .map(({ id, name, intake, beds }, i) => ({
      id: `kz-demo-${i}`,
      name,
      km: i === 0 ? null : 190 * i,
      intake,
      beds,
      organisation: id,
      checked: "2026-11-20",
    }));
  const place = found.lines.some((line) => line.ok && line.body.entry === "location") ? "Қарағанды" : null;
  return { near: place === null ? [] : near, place };
}
