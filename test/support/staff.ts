import type { House } from "../../src/app/house.ts";
import type { Parts } from "../../src/app/parts.ts";
import type { CaseLine, DeskPort, DeskRefusal, Done, OpenedCase } from "../../src/browser/desk/port.ts";
import type { CaseHands, HeldCase } from "../../src/browser/desk/worker/case-hands.ts";
import { askDoor, beginWork } from "../../src/browser/desk/worker/come-in.ts";
import { deskAt } from "../../src/browser/desk/worker/desk-port.ts";
import { type DeviceStore, memoryDeviceStore } from "../../src/browser/desk/worker/device-store.ts";
import { openWorkplace, type Workplace } from "../../src/browser/desk/worker/workplace.ts";
import type { World } from "../../src/browser/desk/worker/world.ts";
import { signKeypair } from "../../src/crypto/keypairs.ts";
import { loadSodium } from "../../src/crypto/sodium.ts";
import type { DeskApi } from "../../src/desk/desk-api.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import type { QueueRow } from "../../src/domain/desk/queue-row.ts";
import { codeOf, Fault } from "../../src/domain/faults.ts";
import { type CaseId, type MemberId, printHex } from "../../src/domain/ids.ts";
import type { UnixMs } from "../../src/domain/time.ts";
import type { TestMember } from "./test-house.ts";

/** Where the desk of a test is reached when nothing listens: its requests are answered in the process. */
export const DESK_ORIGIN = "http://desk.test";
/** Pauses of the Worker pass so much faster than they say. */
const SHORTER = 50;

/** A desk that staff can be at: a server, whether behind a socket or not. */
export interface DeskAddress {
  readonly origin: string;
  readonly fetch: typeof globalThis.fetch;
  /** What the page of a real console carries. */
  readonly pins: { readonly roots: readonly string[]; readonly threshold: number };
  readonly now: () => UnixMs;
}

/** The desk's interface over an open house, without a socket. */
export function deskOver(parts: Parts, reload: House["reload"] = async () => true): DeskApi {
  return openDesk({ parts, reload, origins: [DESK_ORIGIN], demoMembers: () => null });
}

/** Where it is reached: requests are answered in the process. */
export function addressOf(parts: Parts, { app }: Pick<DeskApi, "app"> = deskOver(parts)): DeskAddress {
  return {
    origin: DESK_ORIGIN,
    fetch: async (input, init) => app.fetch(new Request(input, init)),
    pins: pinsOf(parts),
    now: () => parts.keys.time.now(),
  };
}

/** The roots of a house, as its console is told of them. */
export function pinsOf(parts: Parts): DeskAddress["pins"] {
  const { roots, threshold } = parts.deployment().registry.registry;
  return { roots: roots.map(printHex), threshold };
}

/** What a browser gives the Worker, with memory instead of a disk. */
async function worldAt(address: DeskAddress, store: DeviceStore): Promise<World> {
  const { origin, fetch, pins, now } = address;
  return {
    sodium: await loadSodium(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    base: origin,
    origin,
    now,
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
 * back. What is refused is thrown.
 */
export class Staff {
  readonly port: DeskPort;
  readonly hands: CaseHands;
  readonly place: Workplace;
  readonly #enter: (staff: Staff) => Promise<void>;

  private constructor(place: Workplace, enter: (staff: Staff) => Promise<void>) {
    this.place = place;
    this.#enter = enter;
    ({ port: this.port, hands: this.hands } = deskAt(place));
  }

  /** Signed in with her seed at hand, so that no test waits for a passphrase. @throws {Fault} as the door refuses. */
  static async at(
    address: DeskAddress,
    member: Pick<TestMember, "id" | "seed">,
    store: DeviceStore = memoryDeviceStore(),
  ): Promise<Staff> {
    const place = openWorkplace(await worldAt(address, store));
    return new Staff(place, (staff) => enterWithSeed(staff.place, member)).#entered();
  }

  /** Over an open house, without a socket. */
  static over(parts: Parts, member: TestMember): Promise<Staff> {
    return Staff.at(addressOf(parts), member);
  }

  /** With her file and passphrase, as people come in. Takes a second. */
  static async withFile(address: DeskAddress, file: string, passphrase: string): Promise<Staff> {
    const place = openWorkplace(await worldAt(address, memoryDeviceStore()));
    const enter = async ({ port }: Staff) => {
      const { refused } = await port.door.bringFile(file, passphrase);
      if (refused !== undefined) throw new Fault(refused);
    };
    return new Staff(place, enter).#entered();
  }

  async #entered(): Promise<Staff> {
    await this.#enter(this);
    return this;
  }

  get memberId(): MemberId {
    return this.place.atWork().memberId;
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

  /** Opens a case and gives what stays in the Worker: lines with their tokens, and its key. */
  async hold(caseId: CaseId | string): Promise<HeldCase> {
    try {
      return await this.hands.hold(hexOf(caseId));
    } catch (error) {
      if (codeOf(error) !== "desk/signed-out") throw error;
      await this.#enter(this);
      return this.hands.hold(hexOf(caseId));
    }
  }

  /** Claims a case and writes to the person. */
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
    await this.#enter(this);
    const second = await call();
    if (isRefused(second)) throw new Fault(second.refused);
    return second;
  }
}

async function enterWithSeed(place: Workplace, { id, seed }: Pick<TestMember, "id" | "seed">): Promise<void> {
  const { sodium, random } = place.world;
  const memberId = printHex(id);
  const device = random(32);
  const session = signKeypair(sodium, random(32)).publicKey;
  const record = { memberId, label: memberId, organisation: "", device, session, isWaiting: false };
  const { nonce } = await askDoor(place, id);
  await beginWork(place, record, { memberId: id, seed: new Uint8Array(seed) as typeof seed, nonce });
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
