import type { House } from "../../src/app/house.ts";
import type { Parts } from "../../src/app/parts.ts";
import type { CaseLine, DeskPort, DeskRefusal, Done, OpenedCase } from "../../src/browser/desk/port.ts";
import type { CaseHands } from "../../src/browser/desk/worker/case-hands.ts";
import { askDoor, beginWork } from "../../src/browser/desk/worker/come-in.ts";
import { deskAt } from "../../src/browser/desk/worker/desk-port.ts";
import { type DeviceStore, memoryDeviceStore } from "../../src/browser/desk/worker/device-store.ts";
import { openWorkplace, type Workplace } from "../../src/browser/desk/worker/workplace.ts";
import type { World } from "../../src/browser/desk/worker/world.ts";
import { signKeypair } from "../../src/crypto/keypairs.ts";
import type { DeskApi } from "../../src/desk/desk-api.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import type { QueueRow } from "../../src/domain/desk/queue-row.ts";
import { Fault } from "../../src/domain/faults.ts";
import { type CaseId, printHex } from "../../src/domain/ids.ts";
import type { TestMember } from "./test-house.ts";

/** Where the desk of a test is reached when nothing listens: its requests are answered in the process. */
export const DESK_ORIGIN = "http://desk.test";
/** Pauses of the Worker pass so much faster than they say. */
const SHORTER = 50;

/** A desk that staff can be at: a server, whether behind a socket or not. */
export interface DeskAddress {
  readonly origin: string;
  readonly fetch: typeof globalThis.fetch;
}

/** The desk's interface over an open house, without a socket. */
export function deskOver(parts: Parts, reload: House["reload"] = async () => true): DeskApi {
  return openDesk({ parts, reload, origins: [DESK_ORIGIN], demoMembers: () => null });
}

/** Requests to it, as a browser sends them. */
export function addressOf({ app }: Pick<DeskApi, "app">): DeskAddress {
  const fetch: typeof globalThis.fetch = async (input, init) => app.fetch(new Request(input, init));
  return { origin: DESK_ORIGIN, fetch };
}

/** What a browser gives the Worker, with the pins of this deployment and memory instead of a disk. */
export function worldAt({ origin, fetch }: DeskAddress, parts: Parts, store: DeviceStore = memoryDeviceStore()): World {
  const { roots, threshold } = parts.deployment().registry.registry;
  const pins = { roots: roots.map(printHex), threshold };
  return {
    sodium: parts.sodium,
    random: parts.random,
    base: origin,
    origin,
    now: () => parts.keys.time.now(),
    store,
    every: (ms, work) => {
      const timer = setInterval(work, Math.max(1, ms / SHORTER));
      timer.unref();
      return () => clearInterval(timer);
    },
    fetch: async (input, init) =>
      `${input as string}` === `${origin}/desk/pins.json` ? Response.json(pins) : fetch(input, init),
  };
}

/**
 * A member of staff at work: everything she does goes through the Worker's side of the desk, to the desk's interface and
 * back. Her seed is at hand, so that no test waits for a passphrase. What is refused is thrown.
 */
export class Staff {
  readonly member: TestMember;
  readonly port: DeskPort;
  readonly hands: CaseHands;
  readonly place: Workplace;

  private constructor(member: TestMember, place: Workplace) {
    this.member = member;
    this.place = place;
    ({ port: this.port, hands: this.hands } = deskAt(place));
  }

  /** Signed in. @throws {Fault} as the door refuses. */
  static async at(address: DeskAddress, parts: Parts, member: TestMember, store?: DeviceStore): Promise<Staff> {
    const staff = new Staff(member, openWorkplace(worldAt(address, parts, store)));
    await staff.signIn();
    return staff;
  }

  /** Over an open house, without a socket. */
  static over(parts: Parts, member: TestMember): Promise<Staff> {
    return Staff.at(addressOf(deskOver(parts)), parts, member);
  }

  async signIn(): Promise<void> {
    const { id, seed } = this.member;
    const { sodium, random } = this.place.world;
    const memberId = printHex(id);
    const device = random(32);
    const session = signKeypair(sodium, random(32)).publicKey;
    const record = { memberId, label: memberId, organisation: "", device, session, isWaiting: false };
    const { nonce } = await askDoor(this.place, id);
    await beginWork(this.place, record, { memberId: id, seed: new Uint8Array(seed) as typeof seed, nonce });
  }

  async queue(): Promise<readonly QueueRow[]> {
    return (await this.#done(() => this.port.queue.read())).rows;
  }

  async claim(caseId: CaseId | string): Promise<QueueRow> {
    return (await this.#done(() => this.port.queue.claim(hexOf(caseId)))).row;
  }

  async open(caseId: CaseId | string): Promise<OpenedCase> {
    return (await this.#done(() => this.port.cases.open(hexOf(caseId)))).opened;
  }

  /** Claims a case, opens it and writes to the person. */
  async answer(caseId: CaseId | string, text: string): Promise<"sent" | "waiting"> {
    await this.claim(caseId);
    return (await this.#done(() => this.port.cases.reply(hexOf(caseId), text, null))).went;
  }

  /** Any call; what is refused is thrown. After a long time she signs in again. */
  must<T extends object>(call: (port: DeskPort) => Promise<Done<T>>): Promise<T> {
    return this.#done(() => call(this.port));
  }

  async #done<T extends object>(call: () => Promise<Done<T>>): Promise<T> {
    const first = await call();
    if (!isRefused(first)) return first;
    if (first.refused !== "desk/signed-out") throw new Fault(first.refused);
    await this.signIn();
    const second = await call();
    if (isRefused(second)) throw new Fault(second.refused);
    return second;
  }
}

/** What stands in the lines that could be opened and verified, in order. */
export function bodiesOf(lines: readonly CaseLine[]): readonly EntryBody[] {
  return lines.flatMap((line) => (line.ok ? [line.body] : []));
}

function isRefused(done: Done<object>): done is DeskRefusal {
  return "refused" in done && done.refused !== undefined;
}

function hexOf(caseId: CaseId | string): string {
  return typeof caseId === "string" ? caseId : printHex(caseId);
}
