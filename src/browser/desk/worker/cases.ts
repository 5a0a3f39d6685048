import { sealBehind } from "../../../crypto/case-file.ts";
import { type EntryBody, entryBodySchema } from "../../../domain/case-contents.ts";
import {
  replyAnswerSchema,
  rowAnswerSchema,
  type Standing,
  standingAnswerSchema,
} from "../../../domain/desk/case-requests.ts";
import { MAX_SEALED_ENTRY_BYTES, printWire, type SealedEntry } from "../../../domain/desk/wire.ts";
import { codeOf, Fault } from "../../../domain/faults.ts";
import { printHex, sameBytes } from "../../../domain/ids.ts";
import type { CasePort, OpenedCase } from "../port.ts";
import { answered, type Shape } from "./api-client.ts";
import type { CaseHands } from "./case-hands.ts";
import { caseNames } from "./case-names.ts";
import { type CaseInHand, type CaseRoom, caseRoom, holds } from "./case-room.ts";
import { viewOf } from "./case-view.ts";
import { NOTHING } from "./received.ts";
import { tokenIn } from "./reply-token.ts";
import type { Workplace } from "./workplace.ts";

/** Somebody may write to the case while it is sealed; then it is read and sealed again. */
const TRIES = 5;

/** Cases, as pages ask for them, and as other parts of the Worker do. `nearest` is added by the port's assembly. */
export interface CaseDesk {
  readonly port: Omit<CasePort, "nearest">;
  readonly hands: CaseHands;
}

/** A command in a case: where it goes, what is sealed with it, and what else it says. */
interface Writing<T extends { readonly standing: Standing }> {
  readonly path: string;
  readonly bodies: readonly EntryBody[];
  readonly more: (held: CaseInHand) => object;
  readonly shape: Shape<T>;
}

/** Words to the person. */
interface Words {
  readonly caseId: string;
  readonly text: string;
  readonly secondPress: boolean;
}

/** Its answer was lost on the way. Done again, it is first looked whether it was kept. */
interface Lost {
  readonly what: string;
  readonly entryId: Uint8Array;
}

/** `answer` is null when it had been kept before, and only the answer was lost. */
interface Written<T> {
  readonly held: CaseInHand;
  readonly answer: T | null;
}

export function caseDesk(place: Workplace): CaseDesk {
  const room = caseRoom(place);
  const names = caseNames(place);
  const write = writer(place, room);
  const view = async (held: CaseInHand): Promise<OpenedCase> =>
    viewOf(place.world, place.atWork(), await names(held.file.lines), held);
  const open = (caseId: string) => openAndRead(place, room, write, caseId);
  const change = (caseId: string, path: string, bodies: readonly EntryBody[], more: object = {}) =>
    answered(async () => {
      const { held } = await write(caseId, { path, bodies, more: () => more, shape: standingAnswerSchema });
      return { opened: await view(held) };
    });

  return {
    hands: {
      now: room.now,
      hold: room.open,
      show: async (caseId) => view(await room.open(caseId)),
      claim: async (caseId) => void (await place.api.post(`/cases/${caseId}/claim`, {}, rowAnswerSchema)),
    },
    port: {
      open: (caseId) => answered(async () => ({ opened: await view(await open(caseId)) })),
      reply: (caseId, text, _phrase, secondPress = false) =>
        answered(async () => {
          const { held, went } = await reply(place, write, { caseId, text, secondPress });
          return { opened: await view(held), went };
        }),
      note: (caseId, text) => change(caseId, "entries", [{ entry: "note", text }], { what: "note" }),
      setUrgency: (caseId, urgency, reason) =>
        change(caseId, "urgency", [{ entry: "status", status: "urgency", urgency, reason }], { urgency }),
      called102: (caseId, { at, place: where, consent, words }) =>
        change(caseId, "called-102", [{ entry: "action", action: "called-102", at, place: where, consent, words }], {
          at,
        }),
      recordConsent: (caseId, { kind: recipient, organisation, words }) => {
        const given = [{ recipient, organisation, backup: false }];
        return change(caseId, "entries", [{ entry: "consent", given, unclear: false, words }], { what: "consent" });
      },
      stopContact: (caseId, reason) =>
        answered(async () => {
          const bodies: readonly EntryBody[] = [{ entry: "contact-revoked" }, ...noteOf(reason)];
          const more = ({ file }: CaseInHand) => ({
            token: printWire(tokenIn(file.lines, place.atWork().organisationId)),
          });
          const { held } = await write(caseId, { path: "stop-contact", bodies, more, shape: standingAnswerSchema });
          return { opened: await view(held) };
        }),
      close: (caseId, outcome, reason) =>
        change(caseId, "close", [
          { entry: "status", status: "closed", outcome, ...(reason.trim() !== "" && { reason }) },
        ]),
      shredSpam: (caseId) =>
        answered(async () => {
          await place.api.post(`/cases/${caseId}/spam`, {}, NOTHING);
          room.forget(caseId);
          return {};
        }),
    },
  };
}

type Write = ReturnType<typeof writer>;

/**
 * Seals behind the end of a case, sends, and reads what was kept like anything else. Where somebody wrote first, it reads
 * the case again and seals again. What was sent while the line broke is not sent twice.
 */
function writer(place: Workplace, room: CaseRoom) {
  const lost = new Map<string, Lost>();
  place.onLock(() => lost.clear());

  return async <T extends { readonly standing: Standing }>(
    caseId: string,
    { path, bodies, more, shape }: Writing<T>,
  ): Promise<Written<T>> => {
    const what = `${path} ${JSON.stringify(bodies)}`;
    const before = lost.get(caseId);
    let held = (before === undefined ? room.find(caseId) : null) ?? (await room.open(caseId));
    lost.delete(caseId);
    if (before?.what === what && hasEntry(held, before.entryId)) return { held, answer: null };
    for (let tries = 1; ; tries += 1) {
      const entries = seal(place, room, held, bodies);
      try {
        const body = { ...more(held), entries: printWire(entries) };
        const answer = await place.api.post(`/cases/${caseId}/${path}`, body, shape);
        return { held: await room.add(caseId, entries, answer.standing), answer };
      } catch (error) {
        const [first] = entries;
        if (codeOf(error) === "desk/offline" && first) lost.set(caseId, { what, entryId: first.entryId });
        if (codeOf(error) !== "store/conflict" || tries === TRIES) throw error;
        held = await room.open(caseId);
      }
    }
  };
}

/** @throws {Fault} `desk/bad-request`: it could not be read again; `case/bad-entry`: too long for one entry. */
function seal(
  { world, atWork }: Workplace,
  room: CaseRoom,
  held: CaseInHand,
  bodies: readonly EntryBody[],
): readonly SealedEntry[] {
  if (bodies.some((body) => !entryBodySchema.safeParse(body).success)) throw new Fault("desk/bad-request");
  // Where the end of the chain was tampered with, people are helped all the same; the tear stays to be seen.
  const head = holds(held, held.standing.head) ? held.file.head : held.standing.head;
  const { entries } = sealBehind(world.sodium, world.random, held.genesis, head, atWork().author, room.now(), bodies);
  if (entries.some(({ sealed }) => sealed.length > MAX_SEALED_ENTRY_BYTES)) throw new Fault("case/bad-entry");
  return entries;
}

/** Opens a case; whoever has claimed it says in it that a human has read it, so that she can be told so. */
async function openAndRead(place: Workplace, room: CaseRoom, write: Write, caseId: string): Promise<CaseInHand> {
  const held = await room.open(caseId);
  const isHers = held.row.owner?.memberId === printHex(place.atWork().memberId);
  if (held.row.status !== "unread" || !isHers) return held;
  const bodies: readonly EntryBody[] = [{ entry: "status", status: "read" }];
  const writing = { path: "entries", bodies, more: () => ({ what: "read" }), shape: standingAnswerSchema };
  return (await write(caseId, writing)).held;
}

/** @throws {Fault} `reply/contact-ended`: the case gives her organisation no way back. */
async function reply(place: Workplace, write: Write, { caseId, text, secondPress }: Words) {
  const bodies: readonly EntryBody[] = [
    { entry: "message", text },
    { entry: "status", status: "answered" },
  ];
  const more = ({ file }: CaseInHand) => {
    const token = tokenIn(file.lines, place.atWork().organisationId);
    if (token === null) throw new Fault("reply/contact-ended");
    return { text, token: printWire(token), ...(secondPress && { secondPress }) };
  };
  const { held, answer } = await write(caseId, { path: "reply", bodies, more, shape: replyAnswerSchema });
  const last = held.standing.messages.at(-1)?.state === "waiting" ? "waiting" : "sent";
  return { held, went: answer?.went ?? last } as const;
}

function noteOf(reason: string): readonly EntryBody[] {
  return reason.trim() === "" ? [] : [{ entry: "note", text: reason }];
}

function hasEntry({ file }: CaseInHand, entryId: Uint8Array): boolean {
  return file.lines.some((line) => sameBytes(line.entryId, entryId));
}
