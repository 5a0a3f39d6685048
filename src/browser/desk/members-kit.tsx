import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Check } from "../ui/field.tsx";
import { Fingerprint } from "../ui/fingerprint.tsx";
import { Notice } from "../ui/notice.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { dateOf } from "../ui/time-words.ts";
import { useWorkplace } from "./desk-context.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import { useCall } from "./use-call.ts";

interface Kit {
  readonly sheets: readonly [string, string, string];
  readonly fingerprint: string;
}

/** The recovery key on three sheets, any two of which are enough. They are on the screen once. */
export function MembersKit() {
  const { text } = useTexts();
  const { port } = useWorkplace();
  const [kit, setKit] = useState<Kit | null>(null);
  const call = useCall();
  const make = async () => setKit(await call.run(() => port.house.makeRecoveryKit()));
  return (
    <section class="card stack-small kit" aria-labelledby="kit-title">
      <h2 id="kit-title" class="no-print">
        {text("members.kit.title")}
      </h2>
      {kit === null ? (
        <>
          <p>{text("members.kit.about")}</p>
          <p class="soft">{text("members.kit.warn")}</p>
          <RefusalNotice refusal={call.refusal} />
          <div>
            <Button isBusy={call.isBusy} onClick={() => void make()}>
              {text("members.kit.submit")}
            </Button>
          </div>
        </>
      ) : (
        <KitSheets kit={kit} onDone={() => setKit(null)} />
      )}
    </section>
  );
}

function KitSheets({ kit, onDone }: { readonly kit: Kit; readonly onDone: () => void }) {
  const { text } = useTexts();
  const { session } = useWorkplace();
  const [isPrinted, setPrinted] = useState(false);
  return (
    <div class="stack">
      <div class="no-print stack-small">
        <Notice tone="warn" isAlert title={text("members.kit.ready")} />
        <div>
          <Button kind="primary" onClick={() => window.print()}>
            {text("members.kit.print")}
          </Button>
        </div>
      </div>
      {kit.sheets.map((sheet, i) => (
        <article key={sheet} class="kit-sheet stack-small">
          <h3>{text("members.kit.sheet", { n: i + 1 })}</h3>
          <PersonText text={text("members.kit.sheet-about", { organisation: session.organisation.name })} />
          <p class="kit-code">{sheet}</p>
          <p class="small">
            {text("members.kit.fingerprint")}: <Fingerprint digits={kit.fingerprint} />
          </p>
          <p class="small">{text("members.kit.made", { when: dateOf(Date.now()) })}</p>
        </article>
      ))}
      <div class="no-print">
        <Check label={text("members.kit.done")} isOn={isPrinted} onChange={setPrinted} />
        <Button disabled={!isPrinted} onClick={onDone}>
          {text("members.kit.close")}
        </Button>
      </div>
    </div>
  );
}
