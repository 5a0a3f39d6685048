import { type CaseId, ID_BYTES, type Tag } from "../domain/ids.ts";
import { deskReads } from "./desk-reads.ts";
import type { Engine } from "./engine.ts";
import { caseOf, grantOf, memberOf } from "./flags.ts";
import type { MainStore } from "./main-store.ts";
import type { RouteRow } from "./rows.ts";
import type { Statement } from "./statement.ts";
import type { Statements } from "./statements.ts";
import { stepsOf } from "./steps.ts";

/** The main store over any engine: which question is asked of the database, and in which shape the answer leaves. */
export function sqlMainStore(engine: Engine, on: Statements): MainStore {
  const first = async <In, Out>(statement: Statement<In, Out>, given: In): Promise<Out | null> =>
    (await engine.rows(statement, given))[0] ?? null;
  const among = async <Out>(statement: (count: number) => Statement<readonly Tag[], Out>, tags: readonly Tag[]) =>
    tags.length === 0 ? [] : engine.rows(statement(tags.length), tags);

  return {
    commit: async (writes) => engine.commit(stepsOf(on, writes)),

    findLink: async (tags) => (await among(on.links.newest, tags))[0] ?? null,
    findState: async (tags) => (await among(on.states.newest, tags))[0] ?? null,
    findTraces: (tags) => among(on.traces.among, tags),

    findCase: async (caseId) => (await engine.rows(on.cases.find, { caseId })).map(caseOf)[0] ?? null,
    entriesOf: (caseId, epoch) => engine.rows(on.entries.ofCase, { caseId, epoch }),
    grantsOf: async (caseId) => (await engine.rows(on.grants.ofCase, { caseId })).map(grantOf),
    queueOf: async (orgId, limit) => (await engine.rows(on.cases.queue, { orgId, limit })).map(caseOf),
    casesByPrefix: async (orgId, prefix) => {
      if (prefix.length > ID_BYTES) return [];
      const ends = { first: padded(prefix, 0x00), last: padded(prefix, 0xff) };
      return (await engine.rows(on.cases.between, { orgId, ...ends })).map(caseOf);
    },
    casesToEnd: async (untouchedBefore, closedBefore, limit) =>
      (await engine.rows(on.cases.toEnd, { untouchedBefore, closedBefore, limit })).map((row) => row.caseId),

    ...deskReads(engine, on),

    casesToErase: async (now, limit) =>
      (await engine.rows(on.erasures.toErase, { now, limit })).map((row) => row.caseId),
    tracesDue: (now, limit) => engine.rows(on.traces.due, { now, limit }),
    findBridge: async (tags) => (await among(on.bridges.newest, tags))[0] ?? null,

    outboxDue: (now, limit) => engine.rows(on.outbox.due, { now, limit }),
    findOutbox: (id) => first(on.outbox.find, { id }),

    registryFiles: () => engine.rows(on.published.registry, {}),
    charterFiles: (orgId) => engine.rows(on.published.charters, { orgId }),
    findMember: async (memberId) => (await engine.rows(on.members.find, { memberId })).map(memberOf)[0] ?? null,
    routes: async () =>
      (await engine.rows(on.routes.all, {})).map((row) => ({ ...row, regions: regionsOf(row.regions) })),
    findMark: async (key) => (await first(on.marks.find, { key }))?.value ?? null,

    counts: async () => (await first(on.counts, {})) ?? { cases: 0, entries: 0, links: 0, states: 0, outbox: 0 },
    hasChanged: () => engine.hasChanged(),
    tidy: () => engine.tidy(),
    close: () => engine.close(),
  };
}

/** Written by this store only, from a list of strings. */
function regionsOf(json: string): RouteRow["regions"] {
  return JSON.parse(json) as RouteRow["regions"];
}

/** The first or last id that begins with these bytes. */
function padded(prefix: Uint8Array, filler: number): CaseId {
  const id = new Uint8Array(ID_BYTES).fill(filler);
  id.set(prefix);
  return id as CaseId;
}
