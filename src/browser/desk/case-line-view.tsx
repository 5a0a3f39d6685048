import { Badge } from "../ui/badge.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { CaseAuthor } from "./case-author.tsx";
import { CaseDeed } from "./case-deed.tsx";
import { OrderWords } from "./case-order.tsx";
import { CasePlace } from "./case-place.tsx";
import type { TimelineItem } from "./case-timeline.ts";
import { failureWord, wordFor } from "./case-words.ts";
import { LongText } from "./long-text.tsx";
import type { Delivery, OpenedCase } from "./port.ts";

type LineItem = Extract<TimelineItem, { item: "line" }>;

/** One entry: hers and ours as bubbles, notes as notes, everything else as a line across. */
export function CaseLineView({ item, opened }: { readonly item: LineItem; readonly opened: OpenedCase }) {
  const { body, line, joined, delivery } = item;
  const author = joined ? null : <CaseAuthor line={line} body={body} />;
  switch (body.entry) {
    case "text":
      return (
        <div class="bubble bubble-hers">
          {author}
          <LongText words={body.text} />
          <TextMarks body={body} />
        </div>
      );
    case "alert":
      return (
        <div class="bubble bubble-hers bubble-alert">
          {author}
          <AlertWord body={body} />
          <LongText words={body.text} />
        </div>
      );
    case "location":
      return (
        <div class="bubble bubble-hers">
          {author}
          <CasePlace place={body.place} />
        </div>
      );
    case "order":
      return (
        <div class="bubble bubble-hers bubble-alert">
          {author}
          <OrderWords body={body} />
        </div>
      );
    case "message":
      return (
        <div class="bubble bubble-ours">
          {author}
          <LongText words={body.text} lang={opened.locale} />
          {delivery !== null && <DeliveryWord delivery={delivery} channel={opened.contact.channel} />}
        </div>
      );
    case "action":
    case "consent":
    case "contact":
    case "contact-revoked":
    case "code-word":
    case "cover":
    case "erasure":
    case "intake":
    case "note":
    case "quote":
    case "referral":
    case "status":
    case "summary":
      return <CaseDeed line={line} body={body} />;
  }
}

const ALERT = {
  phrase: "case.entry.alert",
  "personal-phrase": "case.entry.alert-personal",
  "urgent-order": "case.entry.alert-urgent",
} as const;

/** By what she called, and whether it was only to try it out. */
function AlertWord({ body }: { readonly body: Extract<LineItem["body"], { entry: "alert" }> }) {
  const { text } = useTexts();
  return (
    <span class="line small">
      {body.practice === true && <Badge>{text("case.entry.alert-practice")}</Badge>}
      <Badge tone="covert">{text(ALERT[body.by])}</Badge>
    </span>
  );
}

interface TextMarksProps {
  readonly body: Extract<LineItem["body"], { entry: "text" }>;
}

function TextMarks({ body }: TextMarksProps) {
  const texts = useTexts();
  const signs = body.signs ?? [];
  if (signs.length === 0 && !body.forwarded && !body.correctsEarlier) return null;
  return (
    <span class="line small">
      {body.forwarded && <Badge>{texts.text("case.entry.forwarded")}</Badge>}
      {body.correctsEarlier && <Badge>{texts.text("case.entry.corrected")}</Badge>}
      {signs.map((sign) => (
        <Badge key={sign} tone="strong">
          {wordFor(texts, "case.sign", sign)}
        </Badge>
      ))}
    </span>
  );
}

interface DeliveryWordProps {
  readonly delivery: Delivery;
  readonly channel: OpenedCase["contact"]["channel"];
}

/** What became of a message; a failure says why, and what may be done. */
function DeliveryWord({ delivery: { state, reason }, channel }: DeliveryWordProps) {
  const texts = useTexts();
  const isLost = state === "failed" || state === "expired";
  const words =
    state === "failed"
      ? reason === null
        ? texts.text("reply.delivery.failed-plain")
        : texts.text("reply.delivery.failed", { why: failureWord(texts, reason, channel) })
      : texts.text(`reply.delivery.${state}`);
  return <span class={isLost ? "delivery small delivery-lost" : "delivery small soft"}>{words}</span>;
}
