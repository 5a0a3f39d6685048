import { createContext } from "preact";
import { useCallback, useContext, useEffect, useState } from "preact/hooks";
import type { OrganisationCard } from "../../domain/desk/organisation.ts";
import type { Permission } from "../../domain/desk/permission.ts";
import type { QueueRow } from "../../domain/desk/queue-row.ts";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import type { Drafts } from "./drafts.ts";
import type { DeskEvent, DeskPort, DeskRefusal, OwnSession } from "./port.ts";
import type { QueueState } from "./queue-state.ts";
import type { Route } from "./router.ts";

/** What every page of somebody at work has around it. */
export interface Workplace {
  readonly port: DeskPort;
  readonly session: OwnSession;
  readonly queue: QueueState;
  /** Organisations by id, kept up to date by the stream. */
  readonly organisations: ReadonlyMap<string, OrganisationCard>;
  /** Names of the own organisation's members, by id. */
  readonly memberNames: ReadonlyMap<string, string>;
  readonly drafts: Drafts;
  readonly go: (route: Route) => void;
  /** Puts a row into the queue that an answer brought, before the stream does. */
  readonly putRow: (row: QueueRow) => void;
  /** The one stream of the page, shared by whoever wants to hear it. */
  readonly listen: (hear: (event: DeskEvent) => void) => () => void;
}

export const WorkplaceContext = createContext<Workplace | null>(null);

/** @throws {Error} outside of the shell of somebody at work. */
export function useWorkplace(): Workplace {
  const place = useContext(WorkplaceContext);
  if (place === null) throw new Error("nobody is at work here");
  return place;
}

/** Whether she may do this at all; the server decides anew each time. */
export function useMay(permission: Permission): boolean {
  return useWorkplace().session.may.includes(permission);
}

/** Hears the stream as long as the page is drawn. `hear` is called as it last was. */
export function useDeskEvents(hear: (event: DeskEvent) => void): void {
  const { listen } = useWorkplace();
  useEffect(() => listen(hear), [listen, hear]);
}

/** Text that outlives a lock, by a name like `reply <case id>`. In the memory of this page only. */
export function useDraft(name: string): readonly [string, (text: string) => void] {
  const { drafts } = useWorkplace();
  const [text, setText] = useState(() => drafts.read(name));
  const write = useCallback(
    (next: string) => {
      drafts.write(name, next);
      setText(next);
    },
    [drafts, name],
  );
  return [text, write];
}

/** Says in a sentence why something was not done. */
export function useRefusals(): (refusal: DeskRefusal) => void {
  const texts = useTexts();
  const toasts = useToasts();
  return useCallback(
    ({ refused }: DeskRefusal) => toasts.show({ kind: "problem", text: texts.fault(refused) }),
    [texts, toasts],
  );
}
