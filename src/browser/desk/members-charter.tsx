import { Button } from "../ui/button.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import { useWorkplace } from "./desk-context.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import { useCall } from "./use-call.ts";

/** The signed list of members: looked through and signed again before it is too old. */
export function MembersCharter() {
  const { text } = useTexts();
  const toasts = useToasts();
  const { port, session } = useWorkplace();
  const call = useCall();
  const renew = async () => {
    const done = await call.run(() => port.house.renewCharter());
    if (done !== null) toasts.show({ text: text("members.charter.done") });
  };
  return (
    <section class="card stack-small" aria-labelledby="charter-title">
      <h2 id="charter-title">{text("members.charter.title")}</h2>
      <p>{text(`members.charter.${session.charter}`)}</p>
      <p class="soft">{text("members.charter.about")}</p>
      <RefusalNotice refusal={call.refusal} />
      <div>
        <Button
          kind={session.charter === "in-force" ? "quiet" : "primary"}
          isBusy={call.isBusy}
          onClick={() => void renew()}
        >
          {text("members.charter.submit")}
        </Button>
      </div>
    </section>
  );
}
