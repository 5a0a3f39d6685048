import type { Outcome } from "../domain/answers.ts";
import type { RecipientKind } from "../domain/case-contents.ts";
import type { ContactPolicy } from "../domain/link.ts";
import { raise } from "../domain/urgency.ts";
import type { Directory } from "../services/help-near.ts";
import { DANGER_SIGN_IDS, type DangerSign, urgencyOf } from "./danger-signs.ts";
import type { CaseRequest } from "./deed.ts";
import type { Dialogue } from "./dialogue.ts";
import { type Asked, summarise } from "./intake-summary.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";
import { askWhere } from "./where.ts";
import { sayWhoIsThere } from "./who-is-there.ts";

const EDITION = 2;
const HAPPENED = [
  "beats",
  "threatens",
  "rapes",
  "controls",
  "humiliates",
  "stalks",
  "forces-marriage",
  "other",
] as const;
const WANTS = ["talk", "shelter", "police", "lawyer", "medical", "advice"] as const;

/** What she agreed to. `policeExcluded`: he or his kin work there, or may. */
interface Consents {
  readonly given: readonly RecipientKind[];
  readonly policeExcluded: boolean;
  readonly shown: Recipients;
}

type Recipients = Extract<Outcome, { outcome: "recipients" }>;

/** Talk to someone: what happened, what she wants, who may read it. Everything may be skipped; nothing is kept before she sends. */
export function intake(directory: Directory): Talk {
  return { name: "intake", edition: EDITION, run: (d) => tell(d, directory) };
}

async function tell(d: Dialogue, directory: Directory): Promise<TalkEnd> {
  d.say("intake.begin");
  const now = await d.chooseOrUnclear("intake.danger-now", ["no", "yes"]);
  if (now === "unclear") return goTo("danger-unclear");
  if (now === "yes") return goTo("danger-now");

  const asked = await askAll(d, directory);
  const consents = await askConsents(d, asked);
  if (consents === null) {
    d.say("common.not-kept");
    return goTo("menu");
  }
  if (consents.given.length === 0) {
    d.say("intake.nobody-chosen");
    return goTo("menu");
  }
  const call = await d.chooseOrSkip("intake.call", ["no", "yes"]);
  const phone = call === "yes" ? await d.askWords("intake.number") : null;

  summarise(d, directory, { ...asked, consents: consents.given, phone });
  if ((await d.choose("intake.send", ["send", "discard"])) === "discard") {
    d.say("intake.discarded");
    return goTo("menu");
  }
  return send(d, requestOf(asked, consents, phone));
}

async function askAll(d: Dialogue, directory: Directory): Promise<Asked> {
  const happened = await d.tick("intake.what-happened", HAPPENED);
  const signs = await d.tick("intake.signs", DANGER_SIGN_IDS);
  if (signs?.includes("strangled")) d.say("intake.strangled-see-doctor");
  const children = await d.chooseOrSkip("intake.children", ["with-me", "with-him", "none"]);
  const injuries = await d.chooseOrSkip("intake.injuries", ["need-doctor", "hurt", "none"]);
  if (injuries === "need-doctor") d.say("intake.call-103");
  const where = await askWhere(d, directory);
  const wants = await d.tick("intake.wants", WANTS);
  const safeWhen = await d.chooseOrSkip("intake.safe-when", ["as-answer", "day-hours", "any-time"]);
  const words = await d.askWords("intake.own-words");
  return { happened, signs, children, injuries, where, wants, safeWhen, words };
}

/**
 * Three separate consents. Whether his people are in the police is asked before the police are ever offered.
 *
 * @returns null when it cannot be known who could read it.
 */
async function askConsents(d: Dialogue, asked: Asked): Promise<Consents | null> {
  const found = await d.perform({ do: "find-recipients", place: asked.where });
  if (found.outcome !== "recipients") return null;
  const given: RecipientKind[] = [];
  if (await agreesToHotline(d, found)) given.push("hotline");
  if (found.centre === null) d.say("intake.no-centre-here");
  else if ((await d.chooseOrSkip("intake.to-centre", ["yes", "no"], { organisation: found.centre })) === "yes")
    given.push("crisis_centre");
  const police = await agreesToPolice(d, found);
  if (police === "yes") given.push("police");
  return { given, policeExcluded: police === "excluded", shown: found };
}

async function agreesToHotline(d: Dialogue, found: Recipients): Promise<boolean> {
  if (found.hotline === null) {
    d.say("intake.no-hotline-here");
    return false;
  }
  const answer =
    found.hotlineBackup === null
      ? await d.chooseOrSkip("intake.to-hotline", ["yes", "no"], { organisation: found.hotline })
      : await d.chooseOrSkip("intake.to-hotline-with-backup", ["yes", "no"], {
          organisation: found.hotline,
          backup: found.hotlineBackup,
        });
  return answer === "yes";
}

async function agreesToPolice(d: Dialogue, { police, policeExcluded }: Recipients): Promise<"yes" | "no" | "excluded"> {
  if (policeExcluded) {
    d.say("intake.police-left-out"); // Said once in this chat, it stays said.
    return "excluded";
  }
  const kin = await d.chooseOrSkip("intake.police-kin", ["no", "yes", "not-sure"]);
  if (kin !== "no") {
    await d.perform({ do: "exclude-police" });
    d.say("intake.police-left-out");
    return "excluded";
  }
  if (police === null) {
    d.say("intake.no-police-here");
    return "no";
  }
  const answer = await d.chooseOrSkip("intake.to-police", ["yes", "no"], { organisation: police });
  return answer === "yes" ? "yes" : "no";
}

async function send(d: Dialogue, request: CaseRequest): Promise<TalkEnd> {
  const kept = await d.perform({ do: "open-case", request });
  if (kept.outcome !== "kept") {
    d.say("common.not-kept");
    return goTo("menu");
  }
  d.say("intake.sent");
  sayWhoIsThere(d, kept, askedFirst(request));
  return goTo("live");
}

/** In the order in which she was asked; see `agreedReaders`. */
function askedFirst({ consents, shown }: CaseRequest) {
  const names = { hotline: shown.hotline, crisis_centre: shown.centre, police: shown.police };
  const [first = "hotline"] = consents;
  return { organisation: names[first] ?? "", backup: consents.includes("hotline") ? shown.hotlineBackup : null };
}

const CONTACT: Readonly<Record<string, ContactPolicy>> = {
  "as-answer": { may: "as-answer" },
  "day-hours": { may: "hours", from: 9, to: 18 },
  "any-time": { may: "any-time" },
  skip: { may: "as-answer" },
};

function requestOf(asked: Asked, consents: Consents, phone: string | null): CaseRequest {
  const signs: readonly DangerSign[] = asked.signs ?? [];
  const hurt = asked.injuries === "need-doctor" ? "high" : "low";
  return {
    talk: "intake",
    edition: EDITION,
    urgency: raise(raise(urgencyOf(signs), hurt), "medium"),
    signs,
    wants: asked.wants ?? [],
    place: asked.where,
    consents: consents.given,
    shown: consents.shown,
    consentUnclear: false,
    policeExcluded: consents.policeExcluded,
    contact: CONTACT[asked.safeWhen] ?? { may: "as-answer" },
    phone,
    answers: {
      happened: asked.happened,
      signs: asked.signs,
      children: asked.children,
      injuries: asked.injuries,
      where: asked.where,
      wants: asked.wants,
      "safe-when": asked.safeWhen,
    },
    words: asked.words,
  };
}
