import { useCallback, useEffect, useState } from "preact/hooks";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { clockOf, dateOf } from "../ui/time-words.ts";
import "./audit.css";
import { wordFor } from "./case-words.ts";
import { useWorkplace } from "./desk-context.tsx";
import type { AuditLine } from "./port.ts";
import { RefusalNotice } from "./refusal-notice.tsx";
import { useCall } from "./use-call.ts";

/** Who did what, newest first: no word of anybody. A broken chain is said in red, above everything. */
export function AuditPage() {
  const { text } = useTexts();
  const { lines, isBroken, hasMore, call, more } = useAudit();
  return (
    <div class="page page-wide">
      <h1>{text("audit.title")}</h1>
      <p class="soft">
        {text("audit.about")} {text("audit.same")}
      </p>
      {isBroken && (
        <Notice tone="danger" isAlert title={text("audit.broken")}>
          {text("audit.broken-about")}
        </Notice>
      )}
      <RefusalNotice refusal={call.refusal} />
      {lines.length > 0 && <AuditTable lines={lines} />}
      {lines.length === 0 && (
        <p class="soft" role="status">
          {text(call.isBusy ? "shell.loading" : "audit.none")}
        </p>
      )}
      {hasMore && (
        <Button isBusy={call.isBusy} onClick={() => void more()}>
          {text("audit.more")}
        </Button>
      )}
    </div>
  );
}

function useAudit() {
  const { port } = useWorkplace();
  const [lines, setLines] = useState<readonly AuditLine[]>([]);
  const [isBroken, setBroken] = useState(false);
  const [hasMore, setMore] = useState(false);
  const call = useCall();
  const { run } = call;
  const read = useCallback(
    async (before: number | null) => {
      const done = await run(() => port.house.audit(before));
      if (done === null) return;
      setLines((old) => (before === null ? done.lines : [...old, ...done.lines]));
      setBroken((was) => was || done.broken);
      setMore(done.lines.length > 0 && (done.lines.at(-1)?.seq ?? 0) > 1);
    },
    [run, port],
  );
  useEffect(() => void read(null), [read]);
  return { lines, isBroken, hasMore, call, more: () => read(lines.at(-1)?.seq ?? null) };
}

function AuditTable({ lines }: { readonly lines: readonly AuditLine[] }) {
  const texts = useTexts();
  const { text } = texts;
  return (
    <table class="audit">
      <thead>
        <tr>
          <th scope="col">{text("audit.at")}</th>
          <th scope="col">{text("audit.who")}</th>
          <th scope="col">{text("audit.action")}</th>
          <th scope="col">{text("audit.subject")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.seq} class={line.verified ? "" : "audit-wrong"}>
            <td class="audit-at">
              {dateOf(line.at)} {clockOf(line.at)}
            </td>
            <td>
              <PersonText text={line.who} />
            </td>
            <td>
              {wordFor(texts, "audit.act", line.action)}
              {!line.verified && <Badge tone="strong">{text("audit.not-verified")}</Badge>}
            </td>
            <td class="audit-subject">
              <PersonText text={line.subject.slice(0, 8)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
