import { Button } from "../ui/button.tsx";
import { Fingerprint } from "../ui/fingerprint.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import type { EnrolmentSheet } from "./port.ts";

/** What came of an enrolment. */
export interface Enrolled {
  readonly name: string;
  readonly fingerprint: string;
  readonly sheet: EnrolmentSheet;
}

/** Digits to be read out to the administrator, and the sheet that brings another device in. Shown this once. */
export function DoorEnrolled({ enrolled, onDone }: { readonly enrolled: Enrolled; readonly onDone: () => void }) {
  const { text } = useTexts();
  return (
    <div class="stack">
      <h1>{text("door.enrolled.title")}</h1>
      <section class="card stack-small no-print" aria-labelledby="fingerprint">
        <h2 id="fingerprint">{text("door.enrolled.fingerprint")}</h2>
        <p>{text("door.enrolled.read-out")}</p>
        <Fingerprint digits={enrolled.fingerprint} isLarge />
      </section>
      <section class="sheet stack-small" aria-labelledby="sheet">
        <h2 id="sheet">{text("door.enrolled.sheet-title")}</h2>
        <p class="no-print">{text("door.enrolled.sheet-about")}</p>
        <p>
          <PersonText text={enrolled.name} />
        </p>
        <div class="sheet-codes">
          <QrCode content={enrolled.sheet.qr} label={text("door.enrolled.sheet-qr")} />
          <div>
            <h3>{text("door.enrolled.sheet-code")}</h3>
            <SheetCode code={enrolled.sheet.code} />
          </div>
        </div>
      </section>
      <div class="line no-print">
        <Button kind="primary" onClick={() => window.print()}>
          {text("door.enrolled.print")}
        </Button>
        <Button onClick={onDone}>{text("door.enrolled.done")}</Button>
      </div>
    </div>
  );
}

function SheetCode({ code }: { readonly code: string }) {
  return (
    <ol class="sheet-code">
      {code.split(/[\s-]+/).map((group, i) => (
        <li key={`${i} ${group}`}>{group}</li>
      ))}
    </ol>
  );
}
