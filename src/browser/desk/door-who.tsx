import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useRefusals } from "./desk-context.tsx";
import type { DeskPort, KnownMember, OwnSession, Welcome } from "./port.ts";

interface DoorWhoProps {
  readonly port: DeskPort;
  readonly welcome: Welcome;
  readonly onEnter: (session: OwnSession) => void;
  readonly onMember: (member: KnownMember) => void;
  readonly onOther: () => void;
}

/** Who has worked on this device; in the demo also whom one may be. */
export function DoorWho({ port, welcome, onEnter, onMember, onOther }: DoorWhoProps) {
  const { text } = useTexts();
  return (
    <div class="stack">
      {welcome.demo && welcome.demoMembers.length > 0 && (
        <DemoMembers port={port} welcome={welcome} onEnter={onEnter} />
      )}
      <section class="stack-small" aria-labelledby="who">
        <h1 id="who">{text("door.who.title")}</h1>
        <p class="soft">{text(welcome.known.length === 0 ? "door.who.nobody" : "door.who.about")}</p>
        <ul class="who-list">
          {welcome.known.map((member) => (
            <li key={member.memberId}>
              <MemberButton name={member.label} organisation={member.organisation} onClick={() => onMember(member)} />
            </li>
          ))}
        </ul>
        <Button kind={welcome.known.length === 0 ? "primary" : "plain"} onClick={onOther}>
          {text(welcome.known.length === 0 ? "door.bring.title" : "door.who.other")}
        </Button>
      </section>
    </div>
  );
}

function DemoMembers({ port, welcome, onEnter }: Pick<DoorWhoProps, "port" | "welcome" | "onEnter">) {
  const { text } = useTexts();
  const refuse = useRefusals();
  const [busy, setBusy] = useState<number | null>(null);
  const enter = async (index: number) => {
    setBusy(index);
    const answer = await port.door.enterDemo(index);
    setBusy(null);
    if (answer.refused === undefined) onEnter(answer.session);
    else refuse(answer);
  };
  return (
    <section class="stack-small" aria-labelledby="demo">
      <h1 id="demo">{text("door.demo.title")}</h1>
      <p class="soft">{text("door.demo.about")}</p>
      <ul class="who-list">
        {welcome.demoMembers.map((member, index) => (
          <li key={`${member.organisation} ${member.label}`}>
            <MemberButton
              name={member.label}
              organisation={member.organisation}
              isBusy={busy === index}
              onClick={() => busy === null && void enter(index)}
            />
          </li>
        ))}
      </ul>
      <p role="status" class="small soft">
        {busy !== null && text("door.unlock.working")}
      </p>
    </section>
  );
}

interface MemberButtonProps {
  readonly name: string;
  readonly organisation: string;
  readonly isBusy?: boolean;
  readonly onClick: () => void;
}

function MemberButton({ name, organisation, isBusy, onClick }: MemberButtonProps) {
  return (
    <button type="button" class="who-button" aria-busy={isBusy || undefined} onClick={onClick}>
      <span class="who-words">
        <span class="who-name">
          <PersonText text={name} />
        </span>
        <span class="who-organisation">
          <PersonText text={organisation} />
        </span>
      </span>
      <Icon name="next" />
    </button>
  );
}
