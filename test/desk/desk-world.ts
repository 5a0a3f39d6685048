import { CaseWriter, findCase } from "../../src/app/case-writer.ts";
import { signCommand } from "../../src/crypto/command.ts";
import type { DeskApi } from "../../src/desk/desk-api.ts";
import { printBase64 } from "../../src/domain/base64.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import { addressOf, DESK_ORIGIN, deskOver, Staff } from "../support/staff.ts";
import { openTestHouse, type TestHouse, type TestMember } from "../support/test-house.ts";

/** A founded house with the desk's interface over it, and its staff. */
export class DeskWorld {
  readonly house: TestHouse;
  readonly desk: DeskApi;

  private constructor(house: TestHouse) {
    this.house = house;
    this.desk = deskOver(house.parts, house.house.reload);
  }

  static async open(): Promise<DeskWorld> {
    return new DeskWorld(await openTestHouse());
  }

  /** Everything in memory goes; the same files are opened again. */
  async restart(): Promise<DeskWorld> {
    return new DeskWorld(await this.house.restart());
  }

  get parts(): TestHouse["parts"] {
    return this.house.parts;
  }

  staff(who: keyof TestHouse["members"] | TestMember): Promise<Staff> {
    const member = typeof who === "string" ? this.house.members[who] : who;
    return Staff.at(addressOf(this.parts, this.desk), member);
  }

  /** A request as it comes off the wire. */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    return this.desk.app.fetch(new Request(`${DESK_ORIGIN}/api/desk${path}`, init));
  }

  close(): Promise<void> {
    return this.house.close();
  }
}

/** What a command of hers carries. Her counter goes on. */
export function signedHeaders(staff: Staff, path: string, body: string): Record<string, string> {
  const { session, keys, trusted, auditHead, nextCounter, token } = staff.place.atWork();
  const counter = nextCounter();
  const registryHead = trusted.registry.hash;
  const bytes = new TextEncoder().encode(body);
  const command = { method: "POST", path: `/api/desk${path}`, body: bytes, session, counter, registryHead, auditHead };
  return {
    Authorization: `Bearer ${printBase64(token)}`,
    "Content-Type": "application/json",
    "Pana-Counter": `${counter}`,
    "Pana-Signature": printBase64(signCommand(staff.place.world.sodium, keys.sign, command)),
    "Pana-Heads": `${printBase64(registryHead)}.${printBase64(auditHead)}`,
  };
}

/** Sends a command of hers as it stands. */
export function command(world: DeskWorld, staff: Staff, path: string, body: string): Promise<Response> {
  return world.ask(path, { method: "POST", headers: signedHeaders(staff, path, body), body });
}

export function bearer(staff: Staff): Record<string, string> {
  return { Authorization: `Bearer ${printBase64(staff.place.atWork().token)}` };
}

/** What the bot takes down while staff work. */
export async function sheWrites(
  { parts }: DeskWorld,
  caseId: CaseId,
  text: string,
  via: "telegram" | "whatsapp" = "telegram",
): Promise<void> {
  const before = await findCase(parts, caseId);
  const words = { entry: "text", via, text, forwarded: false, correctsEarlier: false } as const;
  const writer = CaseWriter.go(parts, parts.keys.bot(), before).add(words);
  const hear = { write: "hear-person", caseId, due: before.due } as const;
  if ((await parts.store.commit([...writer.moveHead(before).writes, hear])) !== "done") throw new Error("late");
}
