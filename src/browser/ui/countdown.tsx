import { useTexts } from "./texts-context.tsx";
import { useNow } from "./ticker.ts";
import { leftUntil } from "./time-words.ts";

const SECOND_MS = 1_000;
const SOON_SECONDS = 60;

/** Turns while something waits: what is left until `dueAt` (ms), then how late it is. Not read out by itself. */
export function Countdown({ dueAt, isWaiting }: { readonly dueAt: number; readonly isWaiting: boolean }) {
  const texts = useTexts();
  const now = useNow(SECOND_MS);
  if (!isWaiting) return <span class="countdown countdown-rest">{texts.text("queue.no-hurry")}</span>;
  const left = leftUntil(texts, dueAt, now);
  const tone = left.isLate ? "late" : left.seconds <= SOON_SECONDS ? "soon" : "calm";
  return (
    <span class={`countdown countdown-${tone}`}>
      {texts.text(left.isLate ? "queue.overdue" : "queue.left", { clock: left.clock })}
    </span>
  );
}
