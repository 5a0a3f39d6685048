import { useEffect } from "preact/hooks";
import { neighbourOf, type QueueGroup } from "./queue-view.ts";
import { isTyping, letterOf } from "./typing.ts";

/** Of the element that holds a case in the list. */
export function rowId(caseId: string): string {
  return `row-${caseId}`;
}

/**
 * j and k move through the list, c claims the case that has the focus; Enter opens it, as any link.
 *
 * @param openId where j and k begin while nothing in the list has the focus.
 */
export function useQueueKeys(
  groups: readonly QueueGroup[],
  openId: string | null,
  onClaim: (caseId: string) => Promise<void>,
): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      const letter = letterOf(event);
      const focused = focusedCase(groups);
      if (letter === "j" || letter === "k") {
        const next = neighbourOf(groups, focused ?? openId, letter === "j" ? 1 : -1);
        if (next !== null) focusRow(next.caseId);
      }
      if (letter === "c" && focused !== null) void onClaim(focused);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [groups, openId, onClaim]);
}

function focusedCase(groups: readonly QueueGroup[]): string | null {
  const rows = groups.flatMap((group) => group.rows);
  const has = (caseId: string) => document.getElementById(rowId(caseId))?.contains(document.activeElement) ?? false;
  return rows.find((row) => has(row.caseId))?.caseId ?? null;
}

function focusRow(caseId: string): void {
  const row = document.getElementById(rowId(caseId));
  row?.querySelector("a")?.focus();
  row?.scrollIntoView({ block: "nearest" });
}
