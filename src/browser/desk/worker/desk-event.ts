import { deliveryEventSchema } from "../../../domain/desk/delivery.ts";
import { organisationCardSchema } from "../../../domain/desk/organisation.ts";
import { queueRowSchema } from "../../../domain/desk/queue-row.ts";
import { referralRowSchema } from "../../../domain/desk/referral.ts";
import { idText } from "../../../domain/desk/wire.ts";
import type { FaultCode } from "../../../domain/faults.ts";
import type { OrganisationId } from "../../../domain/ids.ts";
import type { DeskEvent } from "../port.ts";
import type { StreamEvent } from "./event-text.ts";
import { idIn } from "./received.ts";
import { organisationOf } from "./trust.ts";
import type { Workplace } from "./workplace.ts";

/** What the server says is data. What is of another shape is not passed on: everything is read again. */
export function deskEvent(place: Workplace, { event, data }: StreamEvent): DeskEvent | null {
  if (event === null) return null;
  if (event === "reset") return { event: "reset" };
  const said = jsonOf(data);
  const row = event === "row" ? queueRowSchema.safeParse(said) : null;
  if (row?.success) return { event: "row", row: row.data };
  const gone = event === "gone" && typeof said === "object" && said !== null && "caseId" in said ? said.caseId : null;
  const caseId = idText.safeParse(gone);
  if (caseId.success) return { event: "gone", caseId: caseId.data };
  const delivery = event === "delivery" ? deliveryEventSchema.safeParse(said) : null;
  if (delivery?.success) {
    const { caseId, entryId, state, reason } = delivery.data;
    return { event: "delivery", caseId, delivery: { entryId, state, reason: reason as FaultCode | null } };
  }
  const referral = event === "referral" ? referralRowSchema.safeParse(said) : null;
  if (referral?.success) return { event: "referral", referral: referral.data };
  const card = event === "organisation" ? organisationCardSchema.safeParse(said) : null;
  if (card?.success) return cardEvent(place, card.data);
  return { event: "reset" };
}

/** Name and kind are those that the root signed. Of an organisation that is not known here nothing is told. */
function cardEvent(place: Workplace, card: Extract<DeskEvent, { event: "organisation" }>["card"]): DeskEvent | null {
  try {
    const { name, kind } = organisationOf(place.atWork().trusted, idIn<OrganisationId>(card.id));
    return { event: "organisation", card: { ...card, name, kind } };
  } catch {
    return null;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
