import { type AuditPlace, auditDetail, auditSubject, NO_AUDIT } from "../crypto/audit.ts";
import type { Author } from "../crypto/author.ts";
import { type BridgeEnd, bridgeTag, openBridge, sealBridge } from "../crypto/bridge-row.ts";
import { type SignKeypair, signKeypair } from "../crypto/keypairs.ts";
import { type AddressEpochKey, addrTag, openLink, sealLink } from "../crypto/link-row.ts";
import { type OutboxKey, openOutbox, sealOutbox } from "../crypto/outbox-row.ts";
import {
  mintReplyToken,
  openReplyToken,
  type ReplyKey,
  type ReplyPath,
  type ReplyPlace,
} from "../crypto/reply-token.ts";
import { lockRow, openRow, type RowId, type ShredKey } from "../crypto/row-lock.ts";
import { seenId } from "../crypto/seen.ts";
import type { Sodium } from "../crypto/sodium.ts";
import { type DayKey, openState, sealState, stateTag } from "../crypto/state-row.ts";
import { openTrace, openTraceAddress, sealTrace, sealTraceAddress, traceTag } from "../crypto/trace-row.ts";
import type { ChatAddress } from "../domain/chat.ts";
import { Fault } from "../domain/faults.ts";
import type { CaseId, OutboxId, RandomBytes, Tag } from "../domain/ids.ts";
import type { Clock, DayNumber, UnixMs, WeekNumber } from "../domain/time.ts";
import type { BridgeRow, LinkRow, OutboxRow, StateRow, TraceRow } from "../storage/rows.ts";
import { CaseKeys, LEDGER_MARK } from "./case-keys.ts";
import { ErasureLedger } from "./erasure-ledger.ts";
import type { KeyStore } from "./key-store.ts";
import { type NumberedKey, TimeKeys } from "./time-keys.ts";

const SINGLE_KEY_ID = new Uint8Array(16);
const NONCE_BYTES = 24;

/** What a program needs to make a {@link KeyService}. */
export interface KeyServiceParts {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly clock: Clock;
  readonly store: KeyStore;
  /** The file of the erasure ledger. */
  readonly ledgerPath: string;
}

/**
 * Everything that needs a key which must be forgotten. Gives out sealed and opened bytes, never an epoch or day key.
 *
 * Methods throw {@link Fault} `keys/unavailable` when keys.db is gone, `keys/destroyed` when a key is too old or its
 * case ended, and `crypto/cannot-open` when a row is not what it should be.
 */
export class KeyService {
  readonly cases: CaseKeys;
  readonly time: TimeKeys;
  readonly #sodium: Sodium;
  readonly #random: RandomBytes;
  readonly #store: KeyStore;
  #bot: SignKeypair | null = null;

  /** @throws {Fault} `keys/ledger-missing`; as `TimeKeys`. */
  constructor({ sodium, random, clock, store, ledgerPath }: KeyServiceParts) {
    this.#sodium = sodium;
    this.#random = random;
    this.#store = store;
    this.time = new TimeKeys(store, random, clock);
    const ledger = ErasureLedger.open(ledgerPath, sodium, store.mark(LEDGER_MARK) ?? 0);
    this.cases = new CaseKeys(store, random, () => this.time.now(), ledger);
  }

  /** The tags under which the link of this chat may stand: this week's first. */
  linkTags(chat: ChatAddress): readonly Tag[] {
    return this.#epochs().map(({ key }) => addrTag(this.#sodium, key as AddressEpochKey, chat));
  }

  sealLink(chat: ChatAddress, version: number, body: Uint8Array): LinkRow {
    const { key, number } = this.time.current<WeekNumber>("address-epoch");
    const epochKey = key as AddressEpochKey;
    const row = sealLink(this.#sodium, this.#random, epochKey, number, chat, body);
    return { tag: addrTag(this.#sodium, epochKey, chat), epoch: number, version, row };
  }

  openLink(chat: ChatAddress, link: LinkRow): Uint8Array {
    const key = this.time.of("address-epoch", link.epoch) as AddressEpochKey;
    return openLink(this.#sodium, key, link.epoch, chat, link.row);
  }

  /** The tags under which this end of a bridge may stand: this week's first. */
  bridgeTags(end: BridgeEnd): readonly Tag[] {
    return this.#epochs().map(({ key }) => bridgeTag(this.#sodium, key as AddressEpochKey, end));
  }

  sealBridge(end: BridgeEnd, version: number, body: Uint8Array): BridgeRow {
    const { key, number } = this.time.current<WeekNumber>("address-epoch");
    const epochKey = key as AddressEpochKey;
    const row = sealBridge(this.#sodium, this.#random, epochKey, number, end, body);
    return { tag: bridgeTag(this.#sodium, epochKey, end), kind: end.kind, epoch: number, version, row };
  }

  openBridge(end: BridgeEnd, bridge: BridgeRow): Uint8Array {
    const key = this.time.of("address-epoch", bridge.epoch) as AddressEpochKey;
    return openBridge(this.#sodium, key, bridge.epoch, end, bridge.row);
  }

  stateTags(chat: ChatAddress): readonly Tag[] {
    return this.#days().map(({ key }) => stateTag(this.#sodium, key as DayKey, chat));
  }

  sealState(chat: ChatAddress, version: number, body: Uint8Array): StateRow {
    const { key, number } = this.time.current<DayNumber>("state-day");
    const row = sealState(this.#sodium, this.#random, key as DayKey, { day: number, version }, chat, body);
    return { tag: stateTag(this.#sodium, key as DayKey, chat), day: number, version, row };
  }

  openState(chat: ChatAddress, state: StateRow): Uint8Array {
    const key = this.time.of("state-day", state.day) as DayKey;
    return openState(this.#sodium, key, { day: state.day, version: state.version }, chat, state.row);
  }

  traceTags(chat: ChatAddress): readonly Tag[] {
    return this.time.live<DayNumber>("trace-day").map(({ key }) => traceTag(this.#sodium, key as DayKey, chat));
  }

  /** @param due when the clock must look at it, ms. */
  sealTrace(chat: ChatAddress, body: Uint8Array, due: UnixMs): TraceRow {
    return this.#sealTraceOf(this.time.current<DayNumber>("trace-day").number, chat, body, due);
  }

  /** The same row again with other content: it stays with its day. @throws {Fault} `keys/destroyed`. */
  resealTrace({ day }: Pick<TraceRow, "day">, chat: ChatAddress, body: Uint8Array, due: UnixMs): TraceRow {
    return this.#sealTraceOf(day, chat, body, due);
  }

  /** Whose trace it is; null for rows that do not say. */
  chatOfTrace({ tag, day, address }: TraceRow): ChatAddress | null {
    const key = this.time.of("trace-day", day) as DayKey;
    return address === null ? null : openTraceAddress(this.#sodium, key, { tag, day }, address);
  }

  #sealTraceOf(day: DayNumber, chat: ChatAddress, body: Uint8Array, due: UnixMs): TraceRow {
    const key = this.time.of("trace-day", day) as DayKey;
    const row = sealTrace(this.#sodium, this.#random, key, day, chat, body);
    const address = sealTraceAddress(this.#sodium, this.#random, key, day, chat);
    return { tag: traceTag(this.#sodium, key, chat), day, row, address, due };
  }

  openTrace(chat: ChatAddress, trace: TraceRow): Uint8Array {
    return openTrace(this.#sodium, this.time.of("trace-day", trace.day) as DayKey, trace.day, chat, trace.row);
  }

  /** What a received update is remembered as, under each live day: around midnight it may have come under the other. */
  receipts(updateId: string): readonly { readonly id: Uint8Array; readonly day: DayNumber }[] {
    return this.#days().map(({ key, number }) => ({ id: seenId(this.#sodium, key as DayKey, updateId), day: number }));
  }

  sealOutbox(id: OutboxId, due: UnixMs, body: Uint8Array): OutboxRow {
    const { key, number } = this.time.current<DayNumber>("outbox-day");
    return {
      id,
      due,
      day: number,
      row: sealOutbox(this.#sodium, this.#random, key as OutboxKey, number, id, body),
      caseId: null,
      signal: null,
    };
  }

  openOutbox(item: OutboxRow): Uint8Array {
    const key = this.time.of("outbox-day", item.day) as OutboxKey;
    return openOutbox(this.#sodium, key, item.day, item.id, item.row);
  }

  lockRow(caseId: CaseId, rowId: RowId, sealed: Uint8Array): Uint8Array {
    return lockRow(this.#sodium, this.cases.of("shred", caseId) as ShredKey, rowId, this.#random(NONCE_BYTES), sealed);
  }

  unlockRow(caseId: CaseId, rowId: RowId, locked: Uint8Array): Uint8Array {
    return openRow(this.#sodium, this.cases.of("shred", caseId) as ShredKey, rowId, locked);
  }

  /** What the audit calls a case. @throws {Fault} `keys/destroyed`: the case has ended, and so has its name. */
  auditSubject(caseId: CaseId): Uint8Array {
    return auditSubject(this.#sodium, this.cases.auditSalt(caseId), caseId);
  }

  /** Commits to more of what was done; see `auditDetail` of crypto. @throws {Fault} as {@link auditSubject}. */
  auditDetail(caseId: CaseId | null, detail: Uint8Array): Uint8Array {
    return auditDetail(this.#sodium, caseId === null ? null : this.cases.auditSalt(caseId), detail);
  }

  mintReply(place: ReplyPlace, path: ReplyPath): Uint8Array {
    return mintReplyToken(this.#sodium, this.#random, this.cases.of("reply", place.caseId) as ReplyKey, place, path);
  }

  openReply(place: ReplyPlace, token: Uint8Array): ReplyPath {
    const key = this.cases.of("reply", place.caseId) as ReplyKey;
    return openReplyToken(this.#sodium, key, place, token, this.time.now());
  }

  /** The bot's signing key, made once per deployment. */
  bot(): Author {
    this.#bot ??= signKeypair(this.#sodium, this.#singleKey("bot-signing"));
    return { kind: "bot", keys: this.#bot };
  }

  /** Makes salts for members who are not there; the same in every process and after every start. @secret */
  deskKey(): Uint8Array {
    return this.#singleKey("desk");
  }

  /** @throws {Fault} `registry/rollback`: a higher version of this file was in force here before. */
  mustNotGoBack(file: string, version: number): void {
    const highest = this.#store.mark(file);
    if (highest !== null && version < highest) throw new Fault("registry/rollback", { version, highest });
    this.#store.raiseMark(file, version);
  }

  /** Where the audit stood when it was last added to here. [Note: What must not go back] */
  auditMark(): AuditPlace {
    const top = this.#store.top("audit-head");
    return top === null ? { seq: 0, hash: NO_AUDIT } : { seq: top.number, hash: top.value };
  }

  raiseAuditMark({ seq, hash }: AuditPlace): void {
    this.#store.raiseTop("audit-head", seq, hash);
  }

  /** A key of which there is one for each deployment, made when it is first asked for. */
  #singleKey(kind: "bot-signing" | "desk"): Uint8Array {
    const found = this.#store.find(kind, SINGLE_KEY_ID);
    if (found) return found;
    this.#store.add([{ kind, id: SINGLE_KEY_ID, key: this.#random(32), born: this.time.now() }]);
    const made = this.#store.find(kind, SINGLE_KEY_ID); // Another process may have been first; its key counts.
    if (made === null) throw new Fault("keys/unavailable");
    return made;
  }

  #epochs(): readonly NumberedKey<WeekNumber>[] {
    return this.time.live<WeekNumber>("address-epoch");
  }

  #days(): readonly NumberedKey<DayNumber>[] {
    return this.time.live<DayNumber>("state-day");
  }
}
