import { z } from "zod";
import { givesAway } from "../../src/domain/desk/cover-words.ts";
import { askGraph, type Graph } from "./ask-graph.ts";
import { type Finding, note, ok, stateIn, toDo } from "./finding.ts";

const ABOUT = "number";
/** A name in which a telephone number might stand is not printed. */
const MANY_DIGITS = /\d[\d\s()-]{4,}/;

const number = z.object({
  verified_name: z.string().optional(),
  quality_rating: z.string().optional(),
  code_verification_status: z.string().optional(),
  platform_type: z.string().optional(),
  status: z.string().optional(),
});
type PhoneNumber = z.output<typeof number>;

/**
 * Whether the number is verified and joined to the Cloud API, and how people see it.
 *
 * @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status
 */
export async function checkNumber(graph: Graph, phoneNumberId: string): Promise<readonly Finding[]> {
  const answer = await askGraph(graph, phoneNumberId, { fields: Object.keys(number.shape).join(",") }, number);
  if (!answer.ok) return [toDo(ABOUT, `WHATSAPP_PHONE_NUMBER_ID: ${answer.why}`)];
  return [standingOf(answer.told), qualityOf(answer.told), nameOf(answer.told)];
}

function standingOf({ code_verification_status, platform_type, status }: PhoneNumber): Finding {
  if (platform_type !== undefined && platform_type !== "CLOUD_API")
    return toDo(ABOUT, "not registered with the Cloud API; register it with a PIN in the WhatsApp Manager");
  // EXPIRED is how a number looks long after it was verified: it works.
  if (code_verification_status === "NOT_VERIFIED") return toDo(ABOUT, "not verified; have Meta call it or text it");
  if (status !== undefined && status !== "CONNECTED") return toDo(ABOUT, `not connected: Meta says ${stateIn(status)}`);
  return ok(ABOUT, "verified, and with the Cloud API");
}

function qualityOf({ quality_rating = "UNKNOWN" }: PhoneNumber): Finding {
  const says = `quality ${stateIn(quality_rating)}`;
  if (quality_rating === "YELLOW" || quality_rating === "RED")
    return note(ABOUT, `${says}: people block or report it; Meta may let fewer messages through`);
  return ok(ABOUT, quality_rating === "UNKNOWN" ? `${says}: too few messages so far` : says);
}

/** It stands above her chat, and nothing here can change it. */
function nameOf({ verified_name = "" }: PhoneNumber): Finding {
  if (verified_name === "") return note(ABOUT, "has no display name yet: people see the bare number");
  if (MANY_DIGITS.test(verified_name)) return note(ABOUT, "its display name holds a number, which is not printed here");
  if (givesAway(verified_name) !== null || /пана|pana/i.test(verified_name))
    return note(ABOUT, `people see “${verified_name}”, which is no name of a shop: a cover beneath it deceives nobody`);
  return ok(ABOUT, `people see “${verified_name}”; it should suit PERSONA`);
}
