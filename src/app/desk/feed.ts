import { type CaseId, type EntryId, type OrganisationId, printHex, type ReferralId } from "../../domain/ids.ts";
import type { MainStore } from "../../storage/main-store.ts";
import type { Write } from "../../storage/writes.ts";

/** What changed: which thing, never how. Whoever hears it looks for herself what she may know. */
export type News =
  | { readonly what: "case"; readonly id: number; readonly caseId: CaseId }
  | { readonly what: "gone"; readonly id: number; readonly caseId: CaseId }
  /** What became of words of staff. */
  | { readonly what: "message"; readonly id: number; readonly inCase: CaseId; readonly entryId: EntryId }
  | { readonly what: "referral"; readonly id: number; readonly referralId: ReferralId }
  | { readonly what: "organisation"; readonly id: number; readonly orgId: OrganisationId };

/** News before they have a number. */
export type Change = News extends infer One ? (One extends News ? Omit<One, "id"> : never) : never;

/** Tells those who listen what was committed. Numbers grow by one; a listener that missed some asks `since`. */
export interface Feed {
  listen(hear: (news: News) => void): () => void;
  /** What came after this number; null when that is too long ago, or from another process. */
  since(id: number): readonly News[] | null;
  readonly last: () => number;
  /** Tells of something that was not committed through this store. */
  readonly tell: (change: Change) => void;
}

const REMEMBERED = 2_000;

/** A store that announces what was committed through it, and where to hear that. */
export function openFeed(store: MainStore, start: number): { readonly store: MainStore; readonly feed: Feed } {
  const listeners = new Set<(news: News) => void>();
  const past: News[] = [];
  let last = start;

  function announce(change: Change): void {
    last += 1;
    const news = { ...change, id: last } as News;
    past.push(news);
    if (past.length > REMEMBERED) past.shift();
    for (const hear of listeners) {
      try {
        hear(news);
      } catch {
        // What was committed is committed: a listener that broke must not make it look refused.
      }
    }
  }

  const watched: MainStore = {
    ...store,
    async commit(writes) {
      const committed = await store.commit(writes);
      if (committed === "done") for (const change of changesOf(writes)) announce(change);
      return committed;
    },
  };
  const feed: Feed = {
    listen(hear) {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
    since(id) {
      if (id === last) return [];
      const first = past[0]?.id ?? last + 1;
      return id < first - 1 || id > last ? null : past.filter((one) => one.id > id);
    },
    last: () => last,
    tell: announce,
  };
  return { store: watched, feed };
}

/** One change for each thing, however many writes touched it. */
function changesOf(writes: readonly Write[]): readonly Change[] {
  const changes = new Map<string, Change>();
  for (const write of writes) {
    const change = changeOf(write);
    if (change !== null) changes.set(keyOf(change), change);
  }
  return [...changes.values()];
}

function keyOf(change: Change): string {
  if ("caseId" in change) return printHex(change.caseId);
  if ("entryId" in change) return printHex(change.entryId);
  return printHex("referralId" in change ? change.referralId : change.orgId);
}

/** Whatever names a case, a referral or an organisation changes it; the rest is nobody's business at the desk. */
function changeOf(write: Write): Change | null {
  if (write.write === "erase-case") return { what: "gone", caseId: write.caseId };
  if (write.write === "add-case") return { what: "case", caseId: write.item.caseId };
  if (write.write === "add-grant") return { what: "case", caseId: write.grant.caseId };
  if (write.write === "add-message") return { what: "case", caseId: write.message.caseId };
  if (write.write === "add-referral") return { what: "referral", referralId: write.referral.referralId };
  if (write.write === "put-intake") return { what: "organisation", orgId: write.intake.orgId };
  if (write.write === "set-message") return { what: "message", inCase: write.caseId, entryId: write.entryId };
  if ("caseId" in write) return { what: "case", caseId: write.caseId };
  if ("referralId" in write) return { what: "referral", referralId: write.referralId };
  return "orgId" in write ? { what: "organisation", orgId: write.orgId } : null;
}
