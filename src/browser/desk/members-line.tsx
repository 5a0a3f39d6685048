import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Fingerprint } from "../ui/fingerprint.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import type { MemberCard } from "./port.ts";

interface MemberLineProps {
  readonly member: MemberCard;
  readonly mayEdit: boolean;
  readonly onCompare: () => void;
  readonly onRemove: () => void;
}

/** One member. The fingerprint of somebody who waits is seen only where it is compared. */
export function MemberLine({ member, mayEdit, onCompare, onRemove }: MemberLineProps) {
  const { text } = useTexts();
  const { name, role, standing, fingerprint, onDuty, isMe } = member;
  const isWaiting = standing === "waiting-for-comparison";
  return (
    <div class={`member member-${standing}`}>
      <div class="member-words stack-small">
        <span class="line">
          <strong>
            <PersonText text={name} />
          </strong>
          {isMe && <Badge>{text("members.me")}</Badge>}
          {onDuty && <Badge tone="accent">{text("members.on-duty")}</Badge>}
          {isWaiting && <Badge tone="strong">{text("members.standing.waiting")}</Badge>}
        </span>
        <span class="small soft">
          {text(`members.role.${role}`)}
          {standing === "retired" && ` · ${text("members.standing.retired")}`}
        </span>
        {standing === "active" && (
          <details class="small">
            <summary>{text("members.show-fingerprint")}</summary>
            <Fingerprint digits={fingerprint} />
          </details>
        )}
      </div>
      {mayEdit && !isMe && standing !== "retired" && (
        <div class="line">
          {isWaiting && (
            <Button kind="primary" onClick={onCompare}>
              {text("members.admit")}
            </Button>
          )}
          <Button onClick={onRemove} aria-label={`${text("members.remove")}: ${name}`}>
            {text("members.remove")}
          </Button>
        </div>
      )}
    </div>
  );
}
