import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { PassphraseField, WorkingLine } from "./door-passphrase.tsx";
import type { DeskPort, KnownMember, OwnSession } from "./port.ts";

/** A member file is a few kilobytes; more is another file. */
const MAX_FILE_BYTES = 65_536;

interface DoorBringProps {
  readonly port: DeskPort;
  /** From the link of a sheet; empty: none. */
  readonly code: string;
  readonly onEnter: (session: OwnSession) => void;
  readonly onMember: (member: KnownMember) => void;
  readonly onBack: () => void;
}

/** A device that does not know her yet: by the sheet she printed, or by the file of the ceremony. */
export function DoorBring({ port, code, onEnter, onMember, onBack }: DoorBringProps) {
  const { text } = useTexts();
  return (
    <div class="stack">
      <h1>{text("door.bring.title")}</h1>
      <SheetForm port={port} code={code} onMember={onMember} />
      <FileForm port={port} onEnter={onEnter} />
      <Button kind="plain" onClick={onBack}>
        {text("action.back")}
      </Button>
    </div>
  );
}

function SheetForm({ port, code: first, onMember }: Pick<DoorBringProps, "port" | "code" | "onMember">) {
  const { text, fault } = useTexts();
  const [code, setCode] = useState(() => inGroups(first));
  const [label, setLabel] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setMissing(label.trim() === "");
    if (code.trim() === "") return setProblem(text("action.required"));
    if (label.trim() === "") return undefined;
    const answer = await port.door.bringSheet(code, label.trim());
    if (answer.refused === undefined) return onMember(answer.member);
    return setProblem(answer.refused === "desk/bad-request" ? text("door.bring.sheet.wrong") : fault(answer.refused));
  };
  return (
    <form class="card stack" onSubmit={(event) => void submit(event)}>
      <h2>{text("door.bring.sheet.title")}</h2>
      <TextField
        label={text("door.bring.sheet.code")}
        help={text("door.bring.sheet.about")}
        class="input code-input"
        autocapitalize="characters"
        value={code}
        error={problem}
        onText={(typed) => {
          setProblem(null);
          setCode(typed);
        }}
      />
      <TextField
        label={text("door.bring.sheet.label")}
        maxLength={60}
        value={label}
        error={isMissing ? text("action.required") : null}
        onText={setLabel}
      />
      <Button kind="primary" isSubmit>
        {text("door.bring.sheet.submit")}
      </Button>
    </form>
  );
}

/** As it stands on the sheet, so that both can be compared. */
function inGroups(code: string): string {
  return (code.match(/.{1,5}/g) ?? []).join(" ");
}

function FileForm({ port, onEnter }: Pick<DoorBringProps, "port" | "onEnter">) {
  const { text, fault } = useTexts();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    if (file === null || file.size > MAX_FILE_BYTES) return setProblem(text("door.bring.file.none"));
    setProblem(null);
    setBusy(true);
    const answer = await port.door.bringFile(await file.text(), passphrase);
    setBusy(false);
    setPassphrase("");
    if (answer.refused === undefined) onEnter(answer.session);
    else setProblem(fault(answer.refused));
  };
  return (
    <form class="card stack" onSubmit={(event) => void submit(event)}>
      <h2>{text("door.bring.file.title")}</h2>
      <p class="small soft">{text("door.bring.file.about")}</p>
      <label class="button button-quiet file-button">
        <input
          type="file"
          accept=".json,application/json"
          class="for-readers"
          onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
        />
        {text("door.bring.file.choose")}
      </label>
      {file && <PersonText text={text("door.bring.file.chosen", { name: file.name })} />}
      <PassphraseField
        label={text("door.passphrase")}
        kind="current"
        value={passphrase}
        error={problem}
        isDisabled={isBusy}
        onText={setPassphrase}
      />
      <Button isSubmit isBusy={isBusy}>
        {text("door.unlock.submit")}
      </Button>
      <WorkingLine isBusy={isBusy} text={text("door.unlock.working")} />
    </form>
  );
}
