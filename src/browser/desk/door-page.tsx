import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { DoorBring } from "./door-bring.tsx";
import { type Errand, parseErrand, withoutErrand } from "./door-errand.ts";
import { DoorInvitation } from "./door-invitation.tsx";
import { DoorUnlock } from "./door-unlock.tsx";
import { DoorWho } from "./door-who.tsx";
import type { LockReason } from "./lock-reason.ts";
import type { DeskPort, KnownMember, OwnSession, Welcome } from "./port.ts";
import { PreferenceFields } from "./preferences-context.tsx";
import { ShellFoot } from "./shell-foot.tsx";
import type { Greeting } from "./use-greeting.ts";

interface DoorPageProps {
  readonly port: DeskPort;
  readonly greeting: Greeting;
  readonly locked: { readonly was: OwnSession; readonly why: LockReason } | null;
  /** Something was begun and not sent, and is still there. */
  readonly hasDraft: boolean;
  readonly onEnter: (session: OwnSession) => void;
}

/** Where somebody stands in front of the door. */
type Step =
  | { readonly at: "who" }
  | { readonly at: "unlock"; readonly member: KnownMember; readonly isNew: boolean }
  | { readonly at: "bring"; readonly code: string }
  | { readonly at: "invitation"; readonly token: string };

/** Everything before work: who she is, her passphrase, a new device, an invitation. */
export function DoorPage({ port, greeting, locked, hasDraft, onEnter }: DoorPageProps) {
  const { text } = useTexts();
  const { welcome, refusal, ask } = greeting;
  return (
    <div class="door">
      <header class="door-head">
        <p class="door-brand">{text("shell.brand")}</p>
        <PreferenceFields />
      </header>
      <main class="door-main stack">
        {locked && (
          <Notice title={text("shell.locked.title")}>
            <p>{text(`shell.locked.${locked.why}`)}</p>
            {hasDraft && <p>{text("shell.locked.draft-kept")}</p>}
          </Notice>
        )}
        {welcome === null && refusal === null && <p role="status">{text("shell.loading")}</p>}
        {refusal && <DoorTrouble code={refusal.refused} onRetry={ask} />}
        {welcome && <DoorSteps port={port} welcome={welcome} locked={locked} onEnter={onEnter} onAsk={ask} />}
      </main>
      <ShellFoot />
    </div>
  );
}

function DoorTrouble({
  code,
  onRetry,
}: {
  readonly code: Parameters<ReturnType<typeof useTexts>["fault"]>[0];
  readonly onRetry: () => void;
}) {
  const { text, fault } = useTexts();
  return (
    <Notice
      tone="danger"
      isAlert
      title={fault(code)}
      actions={<Button onClick={onRetry}>{text("action.retry")}</Button>}
    />
  );
}

interface DoorStepsProps extends Pick<DoorPageProps, "port" | "locked" | "onEnter"> {
  readonly welcome: Welcome;
  readonly onAsk: () => void;
}

function DoorSteps({ port, welcome, locked, onEnter, onAsk }: DoorStepsProps) {
  const [step, setStep] = useState<Step>(() => firstStep(takeErrand(), welcome, locked?.was ?? null));
  const main = useFocusOnStep(step.at);
  useEffect(() => {
    // A link that is opened in this very window changes what stands behind `#`, and loads nothing.
    const follow = () => {
      const errand = takeErrand();
      if (errand.errand !== "work") setStep(firstStep(errand, welcome, null));
    };
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [welcome]);
  const toWho = () => {
    onAsk();
    setStep({ at: "who" });
  };
  return (
    <div ref={main} tabIndex={-1} class="door-step">
      {step.at === "who" && (
        <DoorWho
          port={port}
          welcome={welcome}
          onEnter={onEnter}
          onMember={(member) => setStep({ at: "unlock", member, isNew: false })}
          onOther={() => setStep({ at: "bring", code: "" })}
        />
      )}
      {step.at === "unlock" && (
        <DoorUnlock port={port} member={step.member} isNew={step.isNew} onEnter={onEnter} onOther={toWho} />
      )}
      {step.at === "bring" && (
        <DoorBring
          port={port}
          code={step.code}
          onEnter={onEnter}
          onMember={(member) => setStep({ at: "unlock", member, isNew: true })}
          onBack={toWho}
        />
      )}
      {step.at === "invitation" && <DoorInvitation port={port} token={step.token} onBack={toWho} />}
    </div>
  );
}

function firstStep(errand: Errand, { known }: Welcome, was: OwnSession | null): Step {
  if (errand.errand === "invitation") return { at: "invitation", token: errand.token };
  if (errand.errand === "sheet") return { at: "bring", code: errand.code };
  const member = was === null ? undefined : known.find((one) => one.memberId === was.memberId);
  return member === undefined ? { at: "who" } : { at: "unlock", member, isNew: false };
}

/** Reads what brought her here, and takes it out of the address and the history. */
function takeErrand(): Errand {
  const errand = parseErrand(location.hash);
  if (errand.errand !== "work") history.replaceState(null, "", withoutErrand(location.href));
  return errand;
}

/** The next step is read from its beginning; the first one leaves the focus where the browser put it. */
function useFocusOnStep(at: Step["at"]) {
  const element = useRef<HTMLDivElement>(null);
  const shown = useRef(at);
  useEffect(() => {
    if (shown.current === at) return;
    shown.current = at;
    if (!element.current?.contains(document.activeElement)) element.current?.focus();
  }, [at]);
  return element;
}
