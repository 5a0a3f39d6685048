import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useNow } from "../ui/ticker.ts";
import { momentOf } from "../ui/time-words.ts";
import { useToasts } from "../ui/toast.tsx";
import { useMay, useWorkplace } from "./desk-context.tsx";

const MINUTE_MS = 60_000;

/** What everybody must know before anything else: no connection, an old list of staff, changes in the house. */
export function ShellBanners() {
  const { text } = useTexts();
  const { queue, session } = useWorkplace();
  const mayEdit = useMay("members.edit");
  const { charter } = session;
  useWordOfReturn();
  return (
    <div class="shell-banners">
      {queue.connection === "lost" && (
        <Notice tone="warn" isAlert>
          {text("shell.offline")}
        </Notice>
      )}
      {(charter === "overdue" || charter === "expired" || (charter === "renew" && mayEdit)) && (
        <Notice tone={charter === "renew" ? "info" : "danger"}>{text(`shell.charter.${charter}`)}</Notice>
      )}
      <HouseNews />
    </div>
  );
}

/** Says that the connection is back, once it was lost. */
function useWordOfReturn(): void {
  const { text } = useTexts();
  const toasts = useToasts();
  const { queue } = useWorkplace();
  const was = useRef(queue.connection);
  useEffect(() => {
    if (was.current === "lost" && queue.connection === "live") toasts.show({ text: text("shell.back-online") });
    was.current = queue.connection;
  }, [queue.connection, toasts, text]);
}

/** What changed while she was away, to be compared with what she was told. Put away by a press. */
function HouseNews() {
  const texts = useTexts();
  const { session } = useWorkplace();
  const now = useNow(MINUTE_MS);
  const [isSeen, setSeen] = useState(false);
  if (isSeen || session.news.length === 0) return null;
  const close = (
    <Button kind="quiet" onClick={() => setSeen(true)}>
      {texts.text("action.close")}
    </Button>
  );
  return (
    <Notice tone="warn" title={texts.text("shell.news.title")} actions={close}>
      <ul>
        {session.news.map((one) => (
          <li key={`${one.what} ${one.who} ${one.at}`}>
            <PersonText text={texts.text(`shell.news.${one.what}`, { who: one.who })} />
            <span class="small soft">{momentOf(texts, one.at, now)}</span>
          </li>
        ))}
      </ul>
      <p>{texts.text("shell.news.check")}</p>
    </Notice>
  );
}
