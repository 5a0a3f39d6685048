import { useCallback, useEffect, useMemo, useRef } from "preact/hooks";
import { useTexts } from "../ui/texts-context.tsx";
import { useRefusals, type Workplace, WorkplaceContext } from "./desk-context.tsx";
import type { Drafts } from "./drafts.ts";
import { KeysDialog } from "./keys-dialog.tsx";
import type { LockReason } from "./lock-reason.ts";
import type { DeskEvent, DeskPort, OwnSession } from "./port.ts";
import { RoutedPage } from "./routed-page.tsx";
import { ShellBanners } from "./shell-banners.tsx";
import { ShellFoot } from "./shell-foot.tsx";
import { ShellHead } from "./shell-head.tsx";
import { ShellNav } from "./shell-nav.tsx";
import { useAlarm } from "./use-alarm.ts";
import { useHouseNames } from "./use-house-names.ts";
import { useKeysDialog } from "./use-keys-dialog.ts";
import { useLiveQueue } from "./use-live-queue.ts";
import { goTo, useRoute } from "./use-route.ts";
import { useStayAwake } from "./use-stay-awake.ts";

interface ShellProps {
  readonly port: DeskPort;
  readonly session: OwnSession;
  readonly drafts: Drafts;
  readonly onLock: (why: LockReason) => void;
  /** The session has changed: duty was begun or ended. */
  readonly onSession: (session: OwnSession) => void;
}

/** Around every page of somebody at work: head, sections, banners, foot, the stream and the bell. */
export function Shell({ port, session, drafts, onLock, onSession }: ShellProps) {
  const { text } = useTexts();
  const refuse = useRefusals();
  const { queue, listen, put } = useLiveQueue(port, refuse);
  const names = useHouseNames(port, listen);
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const keys = useKeysDialog();
  const announced = useAlarm(queue, session);
  useStayAwake(port, onLock);

  const onEvent = useCallback((event: DeskEvent) => event.event === "locked" && onLock(event.why), [onLock]);
  useEffect(() => listen(onEvent), [listen, onEvent]);
  const pageName = "caseId" in route ? `${route.page} ${route.caseId}` : route.page;
  useFocusOnTurn(main, pageName);

  const place = useMemo<Workplace>(
    () => ({ port, session, queue, drafts, listen, go: goTo, putRow: put, ...names }),
    [port, session, queue, drafts, listen, put, names],
  );
  return (
    <WorkplaceContext.Provider value={place}>
      <div class="shell">
        <a class="skip-link button button-primary" href={location.hash} onClick={(event) => skip(event, main.current)}>
          {text("shell.skip")}
        </a>
        <ShellHead onLock={onLock} onSession={onSession} onKeys={keys.show} />
        <ShellNav route={route} />
        <ShellBanners />
        <main ref={main} class="shell-main" tabIndex={-1}>
          <RoutedPage route={route} />
        </main>
        <p class="for-readers" role="status">
          {announced}
        </p>
        <ShellFoot />
        {keys.isShown && <KeysDialog onClose={keys.hide} />}
      </div>
    </WorkplaceContext.Provider>
  );
}

function skip(event: Event, main: HTMLElement | null): void {
  event.preventDefault(); // The address is the page she is on: it must not change.
  main?.focus();
}

/** After a change of page a reader begins at its beginning, not at the link that was pressed. */
function useFocusOnTurn(main: { readonly current: HTMLElement | null }, pageName: string): void {
  const shown = useRef(pageName);
  useEffect(() => {
    if (shown.current === pageName) return;
    shown.current = pageName;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [main, pageName]);
}
