import { useCallback, useId, useMemo } from "preact/hooks";
import type { ReadyPhrase } from "../../domain/desk/organisation.ts";
import { Button } from "../ui/button.tsx";
import { describedBy, Field } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import { useDraft, useWorkplace } from "./desk-context.tsx";
import type { OpenedCase } from "./port.ts";
import { RefusalNotice } from "./refusal-notice.tsx";
import { ReplyPhrases } from "./reply-phrases.tsx";
import { lengthOf, phrasesFor, type ReplyWay, replyTrouble, replyWayOf } from "./reply-state.ts";
import { useCall, useReading } from "./use-call.ts";

interface ReplyBoxProps {
  readonly opened: OpenedCase;
  readonly isMine: boolean;
  readonly onChange: (opened: OpenedCase) => void;
}

/** Where she is answered: in what language, how it will go, and what may not be sent. */
export function ReplyBox({ opened, isMine, onChange }: ReplyBoxProps) {
  const { text } = useTexts();
  const way = replyWayOf(opened, isMine);
  const isOpen = way === "at-once" || way === "when-they-write" || way === "in-cover";
  return (
    <section class="reply card stack-small" id="reply" aria-labelledby="reply-title">
      <div class="line line-apart">
        <h2 id="reply-title">{text("reply.title")}</h2>
        <span class="small">{text("reply.language", { language: text(`case.language.${opened.locale}`) })}</span>
      </div>
      <p class={isOpen ? "small" : "soft"}>{text(`reply.way.${way}`)}</p>
      {isOpen && <ReplyForm opened={opened} way={way} onChange={onChange} />}
    </section>
  );
}

interface ReplyFormProps extends Omit<ReplyBoxProps, "isMine"> {
  readonly way: ReplyWay;
}

function ReplyForm({ opened, way, onChange }: ReplyFormProps) {
  const { text } = useTexts();
  const id = useId();
  const { words, write, phrase, offered, begin, send, call, problem } = useReply(opened, onChange);
  const { left, level } = lengthOf(words, opened.contact.maxLength);
  const isEmpty = words.trim() === "";
  return (
    <form
      class="stack-small"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) void send();
      }}
    >
      <p class="small soft">{text(way === "in-cover" ? "reply.cover-only" : "reply.identity")}</p>
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
          readOnly={way === "in-cover"}
          aria-invalid={problem ? "true" : undefined}
          aria-describedby={describedBy(id, null, problem)}
          aria-keyshortcuts="Control+Enter"
          onInput={(event) => write(event.currentTarget.value, phrase)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
            event.preventDefault();
            if (!isEmpty) void send();
          }}
        />
      </Field>
      <RefusalNotice refusal={call.refusal} />
      <div class="reply-foot">
        <ReplyPhrases offered={offered} locale={opened.locale} onUse={begin} />
        <span class={`small reply-left reply-left-${level}`}>
          {level === "over" ? text("reply.over", { n: -left }) : text("reply.left", { n: left })}
        </span>
        <Button kind="primary" isSubmit isBusy={call.isBusy} disabled={isEmpty || problem !== null}>
          {text("reply.send")}
        </Button>
      </div>
      {!isEmpty && <p class="small soft">{text("reply.draft")}</p>}
    </form>
  );
}

/** The words so far, which phrase they began as, and sending them. */
function useReply(opened: OpenedCase, onChange: (opened: OpenedCase) => void) {
  const texts = useTexts();
  const toasts = useToasts();
  const { port } = useWorkplace();
  const { caseId } = opened.row;
  const [words, setWords] = useDraft(`reply ${caseId}`);
  const [phraseId, setPhraseId] = useDraft(`phrase ${caseId}`);
  const { reading } = useReading(() => port.house.phrases(), [port]);
  const phrases = reading !== null && "value" in reading ? reading.value.phrases : NO_PHRASES;
  const offered = useMemo(() => phrasesFor(phrases, opened), [phrases, opened]);
  const call = useCall();
  const phrase = offered.find((one) => one.phrase.phraseId === phraseId)?.phrase ?? null;
  const trouble = words.trim() === "" ? null : replyTrouble(opened, words, phrase);

  const write = useCallback(
    (next: string, began: ReadyPhrase | null) => {
      setWords(next);
      setPhraseId(next.trim() === "" ? "" : (began?.phraseId ?? ""));
      call.forget();
    },
    [setWords, setPhraseId, call.forget],
  );
  const begin = useCallback((chosen: ReadyPhrase, said: string) => write(said, chosen), [write]);
  const send = useCallback(async () => {
    if (trouble !== null) return;
    const sent = await call.run(() => port.cases.reply(caseId, words.trim(), phrase?.phraseId ?? null));
    if (sent === null) return;
    write("", null);
    onChange(sent.opened);
    toasts.show({ text: texts.text(sent.went === "sent" ? "reply.sent" : "reply.waiting") });
  }, [trouble, call.run, port, caseId, words, phrase, write, onChange, toasts, texts]);
  return { words, write, phrase, offered, begin, send, call, problem: trouble === null ? null : texts.fault(trouble) };
}

const NO_PHRASES: readonly ReadyPhrase[] = [];
