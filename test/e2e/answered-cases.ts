import { linkWrite, readChat } from "../../src/app/chat-record.ts";
import { tie } from "../../src/app/link-ties.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import type { Link } from "../../src/domain/link.ts";
import { keepCase } from "../app/make-cases.ts";
import type { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";

/** A case of hers with this wish, without walking through a talk; she wrote just now. */
export async function caseWith(rig: PanicRig, who: Person, contact: Link["contact"]): Promise<CaseId> {
  rig.telegram.chat(who.id);
  const chat = { channel: "telegram", id: String(who.id) } as const;
  const caseId = await keepCase(rig.parts, chat.id, { contact });
  const record = await readChat(rig.parts, chat);
  const heardAt = rig.house.clock.now();
  const link: Link = { ...tie(record.link, caseId, 1), locale: "ru", contact, heardAt };
  if ((await rig.parts.store.commit([linkWrite(rig.parts, record, link)])) !== "done") throw new Error("not tied");
  return caseId;
}
