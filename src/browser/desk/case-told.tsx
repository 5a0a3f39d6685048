import type { EntryBody } from "../../domain/case-contents.ts";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { CaseAuthor } from "./case-author.tsx";
import { ConsentWords } from "./case-deed.tsx";
import { CasePlace } from "./case-place.tsx";
import type { GoodLine } from "./case-timeline.ts";
import { answerWord, mayWriteWord, wordFor } from "./case-words.ts";

/** What she answered, agreed to, and how she may be reached, as it arrived together. */
export function CaseTold({ lines }: { readonly lines: readonly GoodLine[] }) {
  const { text } = useTexts();
  const [first] = lines;
  if (first === undefined) return null;
  return (
    <section class="told" aria-label={text("case.entry.told")}>
      <CaseAuthor line={first} body={lines.find(({ body }) => "via" in body)?.body ?? first.body} />
      {lines.map(({ entryId, body }) => (
        <TellPart key={entryId} body={body} />
      ))}
    </section>
  );
}

function TellPart({ body }: { readonly body: EntryBody }) {
  const texts = useTexts();
  if (body.entry === "intake") return <Answers body={body} />;
  if (body.entry === "consent") return <ConsentWords body={body} />;
  if (body.entry !== "contact") return null; // The summary is the card beside it.
  return (
    <>
      <p>{texts.text("case.entry.contact", { way: mayWriteWord(texts, body.contact) })}</p>
      {body.phone !== null && <PersonText text={texts.text("case.entry.contact-phone", { phone: body.phone })} />}
    </>
  );
}

type Intake = Extract<EntryBody, { entry: "intake" }>;

function Answers({ body }: { readonly body: Intake }) {
  const texts = useTexts();
  const answers = Object.entries(body.answers);
  if (answers.length === 0) return null;
  return (
    <dl class="answers">
      {answers.map(([question, answer]) => (
        <div key={question} class="answer">
          <dt>{wordFor(texts, "case.question", question)}</dt>
          <dd>
            <Answer question={question} answer={answer} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Skipped is not "no", and "none of these" is not skipped. */
function Answer({ question, answer }: { readonly question: string; readonly answer: Intake["answers"][string] }) {
  const texts = useTexts();
  if (answer === null || answer === "skip") return <span class="soft">{texts.text("case.question.skipped")}</span>;
  if (Array.isArray(answer)) {
    if (answer.length === 0) return texts.text("case.question.none");
    return texts.list(answer.map((option) => answerWord(texts, question, option)));
  }
  if (typeof answer === "string") return <PersonText text={answerWord(texts, question, answer)} />;
  return <CasePlace place={answer} />;
}
