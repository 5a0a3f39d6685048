import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useMay, useWorkplace } from "./desk-context.tsx";
import "./members.css";
import { MembersCharter } from "./members-charter.tsx";
import { MembersCompareDialog } from "./members-compare-dialog.tsx";
import { MembersInviteDialog } from "./members-invite-dialog.tsx";
import { MembersKit } from "./members-kit.tsx";
import { MemberLine } from "./members-line.tsx";
import { MembersRemoveDialog } from "./members-remove-dialog.tsx";
import { MembersRotation } from "./members-rotation.tsx";
import type { MemberCard } from "./port.ts";
import { RefusalNotice } from "./refusal-notice.tsx";
import { useReading } from "./use-call.ts";

type Asked = { readonly what: "compare" | "remove"; readonly member: MemberCard } | { readonly what: "invite" };

const STANDING_ORDER = ["waiting-for-comparison", "active", "retired"] as const;

/** Who works here, and what an administrator does about it. */
export function MembersPage() {
  const { text } = useTexts();
  const { port } = useWorkplace();
  const mayEdit = useMay("members.edit");
  const { reading, again } = useReading(() => port.house.members(), [port]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const value = reading !== null && "value" in reading ? reading.value : null;
  const members = (value?.members ?? []).toSorted(
    (a, b) => STANDING_ORDER.indexOf(a.standing) - STANDING_ORDER.indexOf(b.standing) || a.name.localeCompare(b.name),
  );
  const close = () => setAsked(null);
  return (
    <div class="page">
      <div class="line line-apart">
        <h1>{text("members.title")}</h1>
        {mayEdit && (
          <Button kind="primary" onClick={() => setAsked({ what: "invite" })}>
            {text("members.invite.title")}
          </Button>
        )}
      </div>
      {reading !== null && "refused" in reading && <RefusalNotice refusal={reading} />}
      {value?.rotation != null && mayEdit && <MembersRotation left={value.rotation.left} onDone={again} />}
      <section aria-label={text("members.list")}>
        <ul class="members card">
          {members.map((member) => (
            <li key={member.memberId}>
              <MemberLine
                member={member}
                mayEdit={mayEdit}
                onCompare={() => setAsked({ what: "compare", member })}
                onRemove={() => setAsked({ what: "remove", member })}
              />
            </li>
          ))}
        </ul>
      </section>
      {mayEdit && <MembersCharter />}
      {mayEdit && <MembersKit />}
      {asked?.what === "invite" && <MembersInviteDialog onClose={close} />}
      {asked?.what === "compare" && <MembersCompareDialog member={asked.member} onDone={again} onClose={close} />}
      {asked?.what === "remove" && <MembersRemoveDialog member={asked.member} onDone={again} onClose={close} />}
    </div>
  );
}
