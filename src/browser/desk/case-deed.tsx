import type { ComponentChildren } from "preact";
import type { EntryBody } from "../../domain/case-contents.ts";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { momentOf } from "../ui/time-words.ts";
import { CaseAuthor } from "./case-author.tsx";
import type { GoodLine } from "./case-timeline.ts";
import { useWorkplace } from "./desk-context.tsx";
import { LongText } from "./long-text.tsx";

interface CaseDeedProps {
  readonly line: GoodLine;
  readonly body: EntryBody;
}

/** What was done and noted: everything that is no message. */
export function CaseDeed({ line, body }: CaseDeedProps) {
  const isNote = body.entry === "note";
  return (
    <div class={isNote ? "deed deed-note" : "deed"}>
      <DeedWords body={body} />
      <CaseAuthor line={line} body={body} />
    </div>
  );
}

function DeedWords({ body }: { readonly body: EntryBody }) {
  const { text } = useTexts();
  switch (body.entry) {
    case "note":
      return (
        <>
          <strong class="small">{text("case.entry.note")}</strong>
          <LongText words={body.text} />
        </>
      );
    case "status":
      return <StatusWords body={body} />;
    case "action":
      return <CallWords body={body} />;
    case "referral":
      return <ReferralWords body={body} />;
    case "consent":
      return <ConsentWords body={body} />;
    case "contact-revoked":
      return <p>{text("case.entry.revoked")}</p>;
    case "cover":
      return (
        <p>
          {body.now === "duress" ? (
            <strong>{text("case.entry.cover-duress")}</strong>
          ) : (
            text(`case.entry.cover-${body.now}`)
          )}
        </p>
      );
    case "erasure":
      return <ErasureWords body={body} />;
    case "code-word":
      return <PersonText text={text("case.entry.code-word", { word: body.word })} />;
    case "alert":
    case "contact":
    case "intake":
    case "location":
    case "message":
    case "order":
    case "quote":
    case "summary":
    case "text":
      return <p>{text("case.entry.unread-quote")}</p>;
  }
}

type BodyOf<Kind extends EntryBody["entry"]> = Extract<EntryBody, { entry: Kind }>;

function StatusWords({ body }: { readonly body: BodyOf<"status"> }) {
  const { text } = useTexts();
  const { status, urgency, outcome, reason } = body;
  const words =
    status === "closed"
      ? text("case.status.closed", { outcome: text(`case.outcome.${outcome ?? "other"}`) })
      : status === "urgency"
        ? text("case.status.urgency", { urgency: text(`queue.urgency.${urgency ?? "low"}`) })
        : text(`case.status.${status}`);
  return (
    <>
      <p>{words}</p>
      {reason !== undefined && <Words>{text("case.status.reason", { reason })}</Words>}
    </>
  );
}

function Words({ children }: { readonly children: string }) {
  return (
    <span class="small">
      <PersonText text={children} />
    </span>
  );
}

function CallWords({ body }: { readonly body: BodyOf<"action"> }) {
  const texts = useTexts();
  const { text } = texts;
  return (
    <>
      <p>
        <strong>{text("case.entry.called-102", { clock: momentOf(texts, body.at, Date.now()) })}</strong>
      </p>
      <p class="small">{text(`case.word.${body.consent}`)}</p>
      {body.place !== null && <Words>{text("case.entry.call-place", { place: body.place })}</Words>}
      {body.words !== null && <Words>{text("case.entry.call-words", { words: body.words })}</Words>}
    </>
  );
}

function ErasureWords({ body }: { readonly body: BodyOf<"erasure"> }) {
  const texts = useTexts();
  if (body.step === "cancelled") return <p>{texts.text("case.entry.erasure-cancelled")}</p>;
  return <p>{texts.text("case.entry.erasure-asked", { when: momentOf(texts, body.at, Date.now()) })}</p>;
}

function ReferralWords({ body }: { readonly body: BodyOf<"referral"> }) {
  const { text } = useTexts();
  const nameOf = useOrganisationName();
  const state = text(`referral.state.${body.state}`);
  return (
    <>
      <PersonText text={text("referral.line", { state, from: nameOf(body.from), to: nameOf(body.to) })} />
      {body.reason !== undefined && <Words>{text("case.status.reason", { reason: body.reason })}</Words>}
    </>
  );
}

/** Consents recorded while the case was worked on, and those a packet brought along. */
export function ConsentWords({ body }: { readonly body: BodyOf<"consent"> }): ComponentChildren {
  const { text, list } = useTexts();
  const nameOf = useOrganisationName();
  const who = list(
    body.given.map(({ organisation, backup }) =>
      backup ? `${nameOf(organisation)} (${text("case.consents.backup")})` : nameOf(organisation),
    ),
  );
  return (
    <>
      <PersonText text={text(body.unclear ? "case.entry.consent-unclear" : "case.entry.consent", { who })} />
      {body.words !== undefined && <Words>{text("case.consents.own-word", { words: body.words })}</Words>}
    </>
  );
}

function useOrganisationName(): (id: string) => string {
  const { organisations } = useWorkplace();
  return (id) => organisations.get(id)?.name ?? id.slice(0, 6);
}
