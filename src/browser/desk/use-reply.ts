import { useCallback, useMemo, useState } from "preact/hooks";
import type { ReadyPhrase } from "../../domain/desk/organisation.ts";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import { useDraft, useWorkplace } from "./desk-context.tsx";
import type { OpenedCase } from "./port.ts";
import { giveawayIn, phrasesFor, replyTrouble } from "./reply-state.ts";
import { useCall, useReading } from "./use-call.ts";

const NO_PHRASES: readonly ReadyPhrase[] = [];

/** The words so far, which phrase they began as, what speaks against them, and sending them. */
export function useReply(opened: OpenedCase, onChange: (opened: OpenedCase) => void) {
  const texts = useTexts();
  const toasts = useToasts();
  const { port } = useWorkplace();
  const { caseId } = opened.row;
  const [words, setWords] = useDraft(`reply ${caseId}`);
  const [phraseId, setPhraseId] = useDraft(`phrase ${caseId}`);
  const [warnedOf, setWarnedOf] = useState<string | null>(null);
  const { reading } = useReading(() => port.house.phrases(), [port]);
  const phrases = reading !== null && "value" in reading ? reading.value.phrases : NO_PHRASES;
  const offered = useMemo(() => phrasesFor(phrases, opened), [phrases, opened]);
  const call = useCall();
  const phrase = offered.find((one) => one.phrase.phraseId === phraseId)?.phrase ?? null;
  const trouble = words.trim() === "" ? null : replyTrouble(opened, words, phrase);
  const giveaway = giveawayIn(opened, words);
  // Also by a list of the server's that is newer than this page.
  const isWarned = warnedOf === words || call.refusal?.refused === "reply/gives-away";

  const write = useCallback(
    (next: string, began: ReadyPhrase | null) => {
      setWords(next);
      setPhraseId(next.trim() === "" ? "" : (began?.phraseId ?? ""));
      setWarnedOf(null);
      call.forget();
    },
    [setWords, setPhraseId, call.forget],
  );
  const begin = useCallback((chosen: ReadyPhrase, said: string) => write(said, chosen), [write]);
  const send = useCallback(async () => {
    if (trouble !== null) return;
    if (giveaway !== null && !isWarned) {
      setWarnedOf(words);
      return;
    }
    const sent = await call.run(() => port.cases.reply(caseId, words.trim(), phrase?.phraseId ?? null, isWarned));
    if (sent === null) return;
    write("", null);
    onChange(sent.opened);
    toasts.show({ text: texts.text(sent.went === "sent" ? "reply.sent" : "reply.waiting") });
  }, [trouble, giveaway, isWarned, call.run, port, caseId, words, phrase, write, onChange, toasts, texts]);
  const problem = trouble === null ? null : texts.fault(trouble);
  return { words, write, phrase, isReady: phraseId !== "", offered, begin, send, call, problem, giveaway, isWarned };
}
