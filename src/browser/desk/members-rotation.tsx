import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import { useWorkplace } from "./desk-context.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import { useCall } from "./use-call.ts";

/** Cases that are still under an old key: moving them can be broken off and gone on with. */
export function MembersRotation({ left: before, onDone }: { readonly left: number; readonly onDone: () => void }) {
  const { text } = useTexts();
  const toasts = useToasts();
  const { port } = useWorkplace();
  const [left, setLeft] = useState(before);
  const call = useCall();
  const goOn = async () => {
    const done = await call.run(() => port.house.moveCases(setLeft));
    if (done !== null) toasts.show({ text: text("members.rotation.done") });
    onDone();
  };
  const button = (
    <Button isBusy={call.isBusy} onClick={() => void goOn()}>
      {text("members.rotation.go-on")}
    </Button>
  );
  return (
    <Notice tone="warn" title={text("members.rotation.title")} actions={button}>
      <p role="status">{text("members.rotation.left", { n: left })}</p>
      <RefusalNotice refusal={call.refusal} />
    </Notice>
  );
}
