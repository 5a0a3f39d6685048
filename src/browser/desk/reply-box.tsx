import { useId, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { describedBy, Field } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useNow } from "../ui/ticker.ts";
import type { OpenedCase } from "./port.ts";
import { RefusalNotice } from "./refusal-notice.tsx";
import { ReplyPhrases } from "./reply-phrases.tsx";
import { ReplyPreview } from "./reply-preview.tsx";
import { isInCover, lengthOf, mayWriteNow, replyWayOf } from "./reply-state.ts";
import { ReplyWindow } from "./reply-window.tsx";
import { useReply } from "./use-reply.ts";

const WINDOW_LOOK_MS = 5_000;

interface ReplyBoxProps {
  readonly opened: OpenedCase;
  readonly isMine: boolean;
  /** By which she is known; null: none was agreed. `hidden`: there is one, and her words are hidden. */
  readonly codeWord: { readonly word: string } | "hidden" | null;
  readonly onChange: (opened: OpenedCase) => void;
}

/** Where she is answered: in what language, how it will go, and what may not be sent. */
export function ReplyBox({ opened, isMine, codeWord, onChange }: ReplyBoxProps) {
  const { text } = useTexts();
  const now = useNow(WINDOW_LOOK_MS);
  const way = replyWayOf(opened, isMine, now);
  const isOpen = mayWriteNow(way);
  return (
    <section class="reply card stack-small" id="reply" aria-labelledby="reply-title">
      <div class="line line-apart">
        <h2 id="reply-title">{text("reply.title")}</h2>
        <span class="small">{text("reply.language", { language: text(`case.language.${opened.locale}`) })}</span>
      </div>
      <p class={isOpen ? "small" : "soft"}>{text(`reply.way.${way}`)}</p>
      {isOpen && <ReplyWindow contact={opened.contact} now={now} />}
      {isOpen && <Identity codeWord={codeWord} />}
      {isOpen && <ReplyForm opened={opened} onChange={onChange} />}
    </section>
  );
}

/** Whoever holds the phone may write: the channel vouches for nobody. */
function Identity({ codeWord }: Pick<ReplyBoxProps, "codeWord">) {
  const { text } = useTexts();
  const words =
    codeWord === null
      ? text("reply.identity.no-word")
      : codeWord === "hidden"
        ? text("reply.identity.hidden-word")
        : text("reply.identity.ask-word", codeWord);
  return <p class="small soft">{words}</p>;
}

function ReplyForm({ opened, onChange }: Pick<ReplyBoxProps, "opened" | "onChange">) {
  const { text } = useTexts();
  const id = useId();
  const reply = useReply(opened, onChange);
  const { words, write, phrase, isReady, offered, begin, send, call, problem, giveaway, isWarned } = reply;
  const [isFree, setFree] = useState(words.trim() !== "" && !isReady);
  const inCover = isInCover(opened);
  const { left, level } = lengthOf(words, opened.contact.maxLength);
  const isEmpty = words.trim() === "";
  const changeMode = () => {
    if (isFree) write("", null);
    setFree(!isFree);
  };
  const press = () => {
    if (!isEmpty) void send();
  };
  return (
    <form
      class="stack-small"
      onSubmit={(event) => {
        event.preventDefault();
        press();
      }}
    >
      {inCover && (
        <div class="line line-apart">
          <p class="small soft">{text("reply.cover-ready")}</p>
          <Button kind="plain" onClick={changeMode}>
            {text(isFree ? "reply.ready-only" : "reply.own-words")}
          </Button>
        </div>
      )}
      <Field id={id} label={text("reply.placeholder")} isLabelHidden error={problem}>
        <textarea
          id={id}
          class="input textarea"
          rows={2}
          placeholder={text("reply.placeholder")}
          lang={opened.locale}
          autocomplete="off"
          spellcheck={false}
          value={words}
          readOnly={inCover && !isFree}
          aria-invalid={problem ? "true" : undefined}
          aria-describedby={describedBy(id, null, problem)}
          aria-keyshortcuts="Control+Enter"
          onInput={(event) => write(event.currentTarget.value, phrase)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
            event.preventDefault();
            press();
          }}
        />
      </Field>
      <Giveaway word={giveaway} isWarned={isWarned} />
      {inCover && <ReplyPreview opened={opened} words={words} />}
      <RefusalNotice refusal={call.refusal} />
      <div class="reply-foot">
        <ReplyPhrases offered={offered} locale={opened.locale} onUse={begin} />
        <span class={`small reply-left reply-left-${level}`}>
          {level === "over" ? text("reply.over", { n: -left }) : text("reply.left", { n: left })}
        </span>
        <Button
          kind={isWarned ? "danger" : "primary"}
          isSubmit
          isBusy={call.isBusy}
          disabled={isEmpty || problem !== null}
        >
          {text(isWarned ? "reply.anyway" : "reply.send")}
        </Button>
      </div>
      {!isEmpty && <p class="small soft">{text("reply.draft")}</p>}
    </form>
  );
}

/** Named as soon as it is typed; the first press explains, the second sends. */
function Giveaway({ word, isWarned }: { readonly word: string | null; readonly isWarned: boolean }) {
  const { text } = useTexts();
  if (word === null) return null;
  return (
    <Notice tone={isWarned ? "danger" : "warn"} isAlert title={text("reply.gives-away", { word })}>
      <p>{text("reply.warned")}</p>
    </Notice>
  );
}
