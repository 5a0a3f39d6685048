import { TOKEN_PATTERN } from "./crowd-script.ts";
import { matches } from "./hearing.ts";

/** Something that must not happen. `person` and `step` are `-1` where it belongs to nobody. */
export interface CrowdError {
  readonly kind: "cross-talk" | "duplicate" | "time-out" | "no-button" | "refused-call" | "webhook-status";
  readonly person: number;
  readonly step: number;
  readonly detail: string;
}

/** One step as it was played: where it begins in the log of the chat, and what was awaited. */
export interface PlayedStep {
  readonly from: number;
  readonly expect: RegExp | null;
}

/** Something that the bot showed, on whatever platform. */
export interface Said {
  /** Where it stands in the log of the chat. */
  readonly place: number;
  readonly text: string;
  /** What she would take for the same: text and buttons, and the question that the buttons belong to. */
  readonly look: string;
  /** As the bot sent it. */
  readonly wire: unknown;
  /** False: it is another message as it was changed. */
  readonly isNew: boolean;
}

/** One chat and all that the bot showed there, oldest first. */
export interface ChatLog {
  readonly chat: string;
  readonly said: readonly Said[];
}

/** Tokens that stand in a chat of somebody else, or in a chat of staff. @param owners chats by token. */
export function findCrossTalk(logs: readonly ChatLog[], owners: ReadonlyMap<string, string>): readonly CrowdError[] {
  return logs.flatMap(({ chat, said }) =>
    said.flatMap(({ wire, text }) => {
      const tokens = JSON.stringify(wire).match(TOKEN_PATTERN) ?? [];
      const foreign = tokens.filter((token) => owners.has(token) && owners.get(token) !== chat);
      return foreign.map((token) => nobodys("cross-talk", `chat ${chat} shows ${token}: ${text}`));
    }),
  );
}

/**
 * The same text with the same buttons twice for one step, or once more when the next step was under way already.
 * Edits do not count: the service refuses those that change nothing.
 */
export function findDuplicates(person: number, { said }: ChatLog, steps: readonly PlayedStep[]): readonly CrowdError[] {
  const errors: CrowdError[] = [];
  let before = new Set<string>();
  for (const [step, { from, expect }] of steps.entries()) {
    const seen = new Set<string>();
    const to = steps[step + 1]?.from ?? Number.POSITIVE_INFINITY;
    for (const { look, text } of said.filter(({ isNew, place }) => isNew && place >= from && place < to)) {
      const isLate = before.has(look) && expect !== null && !matches(expect, text);
      if (seen.has(look) || isLate) errors.push({ kind: "duplicate", person, step, detail: text });
      seen.add(look);
    }
    before = seen;
  }
  return errors;
}

/** An error that belongs to no person. */
export function nobodys(kind: CrowdError["kind"], detail: string): CrowdError {
  return { kind, person: -1, step: -1, detail };
}
