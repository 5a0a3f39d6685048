import { type OpenedCase, readEveryCase } from "../support/case-reading.ts";
import { COVERT_QUESTIONS } from "../support/covert-script.ts";
import { crowdProfile, TOKEN_PATTERN, tokenOf } from "../support/crowd-script.ts";
import { CROWD_PASSPHRASE, expectedEntries, intakePlan } from "../support/intake-script.ts";
import type { Deployed } from "../support/running-pana.ts";
import { seededRandom } from "../support/seeded-random.ts";

/**
 * Opens all cases of a crowd and compares them with who was in it.
 *
 * @returns one line for each thing that is not as it should be; none when every person has exactly one case, whole,
 * holding her own words once, in her language, with a way back to her chat, and there is no other case.
 */
export async function findCaseFaults(
  deployed: Deployed,
  persons: number,
  chatOf: (index: number) => string = telegramChat,
): Promise<readonly string[]> {
  const { stored, opened } = await readEveryCase(deployed, 0, CROWD_PASSPHRASE);
  const faults: string[] = [];
  if (stored !== persons) faults.push(`${stored} cases are stored for ${persons} persons`);
  if (opened.length !== persons) faults.push(`${opened.length} cases open for ${persons} persons`);
  const owned = new Map<string, string[]>();
  for (const one of opened) {
    const tokens = JSON.stringify(one.lines).match(TOKEN_PATTERN) ?? [];
    if (tokens.length !== 1) faults.push(`case ${one.id} holds ${tokens.length} tokens`);
    for (const token of tokens) owned.set(token, [...(owned.get(token) ?? []), one.id]);
  }
  for (let index = 0; index < persons; index += 1) {
    const ids = owned.get(tokenOf(index)) ?? [];
    if (ids.length !== 1) faults.push(`person ${index} has ${ids.length} cases`);
    const own = opened.find(({ id }) => id === ids[0]);
    if (own) faults.push(...faultsIn(own, index, chatOf(index)));
  }
  return faults;
}

/** The same for those who ordered under cover: one covert case each, with the alert and every answer once. */
export async function findOrderFaults(deployed: Deployed, persons: number): Promise<readonly string[]> {
  const { stored, opened } = await readEveryCase(deployed, 0, CROWD_PASSPHRASE);
  const faults: string[] = stored === persons ? [] : [`${stored} cases are stored for ${persons} persons`];
  for (let index = 0; index < persons; index += 1) {
    const token = tokenOf(index);
    const own = opened.filter(({ lines }) => JSON.stringify(lines).includes(token));
    const [only] = own;
    if (own.length !== 1 || only === undefined) faults.push(`person ${index} has ${own.length} cases`);
    else faults.push(...orderFaultsIn(only, index));
  }
  return faults;
}

function orderFaultsIn({ lines, headSeq, chats }: OpenedCase, index: number): readonly string[] {
  const bodies = lines.flatMap((line) => (line.ok ? [line.body] : []));
  const asked = bodies.flatMap((body) => (body.entry === "order" ? [body.question] : []));
  const count = (entry: string) => bodies.filter((body) => body.entry === entry).length;
  const faults: string[] = [];
  if (asked.join(" ") !== COVERT_QUESTIONS.join(" ")) faults.push(`person ${index} answered ${asked.join(" ")}`);
  if (count("alert") !== 1 || count("location") !== 1) faults.push(`person ${index} is not heard once`);
  if (headSeq !== lines.length || bodies.length !== lines.length) faults.push(`the case of ${index} is not whole`);
  if (chats.join(" ") !== telegramChat(index)) faults.push(`${index} is answered elsewhere`);
  return faults;
}

function faultsIn({ id, headSeq, lines, chats }: OpenedCase, index: number, chat: string): readonly string[] {
  const plan = intakePlan(index);
  const faults: string[] = [];
  const kinds = lines.map((line) => (line.ok ? line.body.entry : line.code));
  if (kinds.join(" ") !== expectedEntries(plan).join(" ")) faults.push(`case ${id} holds ${kinds.join(" ")}`);
  if (lines.some(({ seq }, i) => seq !== i + 1) || headSeq !== lines.length) faults.push(`case ${id} is not whole`);
  if (chats.join(" ") !== chat) faults.push(`case ${id} answers elsewhere`);
  for (const line of lines) {
    if (!line.ok) continue;
    const { body } = line;
    if (body.entry === "summary" && (body.locale !== plan.locale || body.policeExcluded !== plan.kinInPolice))
      faults.push(`case ${id} has the summary of somebody else`);
    if (body.entry === "contact" && body.phone !== plan.phone)
      faults.push(`case ${id} has the number of somebody else`);
  }
  return faults;
}

function telegramChat(index: number): string {
  return String(crowdProfile(index, seededRandom(0)).id);
}
