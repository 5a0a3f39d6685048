import type { EntryBody } from "../../domain/case-contents.ts";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { clockOf } from "../ui/time-words.ts";
import type { GoodLine } from "./case-timeline.ts";
import { useWorkplace } from "./desk-context.tsx";

/** Who wrote an entry and what vouches for it, and when. The bot attests that words arrived; it does not say whose they are. */
export function CaseAuthor({ line, body }: { readonly line: GoodLine; readonly body: EntryBody }) {
  const word = useAuthorWord(line, body);
  const at = line.body.entry === "quote" ? line.body.at : line.at;
  return (
    <span class="author small soft">
      <PersonText text={word} />
      <time dateTime={new Date(at).toISOString()}>{clockOf(at)}</time>
    </span>
  );
}

function useAuthorWord(line: GoodLine, body: EntryBody): string {
  const { text } = useTexts();
  const { organisations, session } = useWorkplace();
  const { kind, name, organisation, isMe } = line.author;
  if (line.body.entry === "quote") return text(`case.by.quote-${line.body.by}`);
  if (kind === "person") return text("case.by.person");
  if (kind === "bot") {
    return "via" in body && body.via !== undefined
      ? text("case.by.bot", { via: text(`case.via.${body.via}`) })
      : text("case.by.bot-plain");
  }
  if (isMe) return text("case.by.me");
  if (name !== null) return name;
  const where = organisation === null ? undefined : organisations.get(organisation);
  if (where === undefined || where.id === session.organisation.id) return text("case.by.staff-unknown");
  return text("case.by.staff-elsewhere", { organisation: where.name });
}
