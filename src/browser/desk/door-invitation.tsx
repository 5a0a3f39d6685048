import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useNow } from "../ui/ticker.ts";
import { momentOf } from "../ui/time-words.ts";
import { DoorEnrolled, type Enrolled } from "./door-enrolled.tsx";
import { PassphraseField, WorkingLine } from "./door-passphrase.tsx";
import type { DeskPort } from "./port.ts";

const MINUTE_MS = 60_000;
type Look = Extract<Awaited<ReturnType<DeskPort["door"]["lookAtInvitation"]>>, { readonly refused?: never }>;

interface DoorInvitationProps {
  readonly port: DeskPort;
  readonly token: string;
  readonly onBack: () => void;
}

/** A one-time link: what it is for, then a name and a passphrase, then what to read out and to print. */
export function DoorInvitation({ port, token, onBack }: DoorInvitationProps) {
  const { text, fault } = useTexts();
  const [look, setLook] = useState<Look | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [enrolled, setEnrolled] = useState<Enrolled | null>(null);
  useEffect(() => {
    let isHere = true;
    void port.door.lookAtInvitation(token).then((answer) => {
      if (!isHere) return;
      if (answer.refused === undefined) setLook(answer);
      else setProblem(fault(answer.refused));
    });
    return () => {
      isHere = false;
    };
  }, [port, token, fault]);

  if (enrolled !== null) return <DoorEnrolled enrolled={enrolled} onDone={onBack} />;
  return (
    <div class="stack">
      <h1>{text("door.invitation.title")}</h1>
      {look === null && problem === null && <p role="status">{text("shell.loading")}</p>}
      {problem !== null && <Notice tone="danger" isAlert title={problem} />}
      {look !== null && (
        <>
          <InvitationFacts look={look} />
          <EnrolForm port={port} token={token} onEnrolled={setEnrolled} />
        </>
      )}
      <Button kind="plain" onClick={onBack}>
        {text("action.back")}
      </Button>
    </div>
  );
}

function InvitationFacts({ look }: { readonly look: Look }) {
  const texts = useTexts();
  const now = useNow(MINUTE_MS);
  const { role } = look;
  const word = role === "reader" || role === "staff" || role === "admin" ? texts.text(`door.role.${role}`) : role;
  return (
    <div>
      <PersonText text={texts.text("door.invitation.about", { organisation: look.organisation, role: word })} />
      <p class="small soft">{texts.text("door.invitation.expires", { when: momentOf(texts, look.expiresAt, now) })}</p>
    </div>
  );
}

interface EnrolFormProps {
  readonly port: DeskPort;
  readonly token: string;
  readonly onEnrolled: (enrolled: Enrolled) => void;
}

function EnrolForm({ port, token, onEnrolled }: EnrolFormProps) {
  const { text, fault } = useTexts();
  const [name, setName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [isTried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const strength = useStrength(port, passphrase);
  const isReady = name.trim() !== "" && strength === "good" && passphrase === again;
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!isReady || isBusy) return;
    setProblem(null);
    setBusy(true);
    const answer = await port.door.enrol(token, name.trim(), passphrase);
    setBusy(false);
    if (answer.refused === undefined) onEnrolled({ ...answer, name: name.trim() });
    else setProblem(fault(answer.refused));
  };
  const weak = strength === "too-short" || strength === "common" ? text(`door.strength.${strength}`) : null;
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <TextField
        label={text("door.invitation.name")}
        help={text("door.invitation.name-help")}
        maxLength={60}
        value={name}
        error={isTried && name.trim() === "" ? text("action.required") : null}
        onText={setName}
      />
      <PassphraseField
        label={text("door.passphrase")}
        help={text("door.invitation.passphrase-help")}
        kind="new"
        value={passphrase}
        error={isTried ? weak : null}
        isDisabled={isBusy}
        onText={setPassphrase}
      />
      <p class="small" role="status">
        {strength === "good" ? text("door.strength.good") : !isTried && passphrase !== "" && weak}
      </p>
      <PassphraseField
        label={text("door.passphrase-again")}
        kind="new"
        value={again}
        error={isTried && passphrase !== again ? text("door.invitation.mismatch") : null}
        isDisabled={isBusy}
        onText={setAgain}
      />
      <Notice tone="warn">{text("door.invitation.no-recovery")}</Notice>
      {problem !== null && <Notice tone="danger" isAlert title={problem} />}
      <Button kind="primary" isSubmit isWide isBusy={isBusy}>
        {text("door.invitation.submit")}
      </Button>
      <WorkingLine isBusy={isBusy} text={text("door.invitation.working")} />
    </form>
  );
}

/** How good it is, by the Worker's word; null while nothing is typed. A late answer about earlier letters is dropped. */
function useStrength(port: DeskPort, passphrase: string): "too-short" | "common" | "good" | null {
  const [strength, setStrength] = useState<"too-short" | "common" | "good" | null>(null);
  useEffect(() => {
    let isNewest = true;
    if (passphrase === "") setStrength(null);
    else void port.door.weighPassphrase(passphrase).then((weight) => isNewest && setStrength(weight));
    return () => {
      isNewest = false;
    };
  }, [port, passphrase]);
  return strength;
}
