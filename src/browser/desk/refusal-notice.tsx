import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { clockOf } from "../ui/time-words.ts";
import type { DeskRefusal } from "./port.ts";

/** Why something was not done, where it was tried; nothing when it was. */
export function RefusalNotice({ refusal }: { readonly refusal: DeskRefusal | null }) {
  const texts = useTexts();
  if (refusal === null) return null;
  return (
    <Notice tone="danger" isAlert>
      <p>{texts.fault(refusal.refused)}</p>
      {refusal.retryAt !== undefined && <p>{texts.text("fault.retry-at", { clock: clockOf(refusal.retryAt) })}</p>}
    </Notice>
  );
}
