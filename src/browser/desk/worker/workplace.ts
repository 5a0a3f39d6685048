import { Fault } from "../../../domain/faults.ts";
import type { DeskEvent } from "../port.ts";
import { type Api, openApi } from "./api-client.ts";
import { isOver } from "./idle.ts";
import { type AtWork, wipe } from "./keyring.ts";
import type { World } from "./world.ts";

/** Why somebody was locked out; null: she locked herself. */
export type LockReason = Extract<DeskEvent, { readonly event: "locked" }>["why"];

/** What changes of who is at work while she works. */
export type WorkChange = Partial<Pick<AtWork, "trusted" | "seeds" | "role" | "auditHead" | "seenAt">>;

/** What the parts of the Worker share. Each part of the port is made from it: `queuePort(place)`, `casePort(place)`, … */
export interface Workplace {
  readonly world: World;
  /** Speaks for whoever is at work; commands are signed and go one after the other. */
  readonly api: Api;
  /** Who is at work, with her keys, as of now: not to be kept over a wait. @throws {Fault} `desk/signed-out`: nobody. */
  readonly atWork: () => AtWork;
  readonly begin: (work: AtWork) => void;
  readonly change: (change: WorkChange) => void;
  /** Wipes the keys, forgets the token, runs what `onLock` was given, and tells why. */
  readonly lock: (why: LockReason | null) => void;
  /** Locks whoever did nothing for too long, or works for too long. */
  readonly lockWhenOver: () => void;
  /** Runs whenever somebody is locked out: what was opened is to be forgotten. */
  readonly onLock: (forget: () => void) => void;
  /** Tells everybody who listens. */
  readonly tell: (event: DeskEvent) => void;
  /** Listens until what it gives is called. */
  readonly hear: (listener: (event: DeskEvent) => void) => () => void;
}

/** Nobody is at work yet. */
export function openWorkplace(world: World): Workplace {
  let present: AtWork | null = null;
  const listeners = new Set<(event: DeskEvent) => void>();
  const forgets: (() => void)[] = [];

  const tell = (event: DeskEvent) => {
    for (const listener of [...listeners]) listener(event);
  };
  const lock = (why: LockReason | null) => {
    if (present === null) return;
    wipe(present);
    present = null;
    for (const forget of forgets) forget();
    if (why !== null) tell({ event: "locked", why });
  };
  const lockWhenOver = () => {
    const why = present === null ? null : isOver(present, world.now());
    if (why !== null) lock(why);
  };
  const atWork = () => {
    lockWhenOver();
    if (present === null) throw new Fault("desk/signed-out");
    return present;
  };
  const credentials = () => {
    const { token, session, keys, nextCounter, trusted, auditHead } = atWork();
    return { token, session, keys: keys.sign, nextCounter, registryHead: trusted.registry.hash, auditHead };
  };

  const api = openApi(world, credentials, () => lock("signed-out"));
  return {
    world,
    api: {
      ...api,
      post: async (path, body, shape) => {
        const answer = await api.post(path, body, shape);
        if (present !== null) present = { ...present, seenAt: world.now() };
        return answer;
      },
    },
    atWork,
    begin: (work) => {
      lock(null);
      present = work;
    },
    change: (change) => {
      present = { ...atWork(), ...change };
    },
    lock,
    lockWhenOver,
    onLock: (forget) => void forgets.push(forget),
    tell,
    hear: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
