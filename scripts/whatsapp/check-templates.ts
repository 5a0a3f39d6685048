import { z } from "zod";
import { givesAway } from "../../src/domain/desk/cover-words.ts";
import { askGraph, type Graph } from "./ask-graph.ts";
import { type Finding, note, ok, stateIn, toDo } from "./finding.ts";

/** More than one name has languages. */
const MOST = "250";
const PLACEHOLDER = /\{\{.*?\}\}/;

const templates = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      language: z.string(),
      status: z.string(),
      category: z.string().default("UTILITY"),
      components: z.array(z.unknown()).default([]),
    }),
  ),
});
type Template = z.output<typeof templates>["data"][number];

/** A name out of the settings, and the language that it is sent in. */
export interface Named {
  readonly setting: string;
  readonly name: string;
  readonly language: "kk" | "ru";
}

/** Whether each template that the settings name is there, approved, in its language, and sent without anything filled in. */
export async function checkTemplates(
  graph: Graph,
  accountId: string,
  named: readonly Named[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const one of named) findings.push(...(await checkTemplate(graph, accountId, one)));
  return findings;
}

async function checkTemplate(graph: Graph, accountId: string, named: Named): Promise<readonly Finding[]> {
  const { setting, name, language } = named;
  const query = { name, limit: MOST, fields: "name,language,status,category,components" };
  const answer = await askGraph(graph, `${accountId}/message_templates`, query, templates);
  if (!answer.ok) return [toDo(setting, answer.why)];
  const found = answer.told.data.find((one) => one.name === name && one.language === language);
  if (found === undefined) return [toDo(setting, `there is no template of this name in the language “${language}”`)];
  return [standingOf(setting, found), ...costOf(setting, found)];
}

function standingOf(setting: string, { status, components }: Template): Finding {
  const text = JSON.stringify(components);
  if (PLACEHOLDER.test(text)) return toDo(setting, "it has placeholders, and nothing is ever filled in; remove them");
  const word = givesAway(wordsIn(components));
  if (word !== null) return toDo(setting, `“${word}” in it tells whoever reads along; say it as a shop would`);
  return status === "APPROVED"
    ? ok(setting, "approved, in its language, without placeholders")
    : toDo(setting, `Meta has not approved it: ${stateIn(status)}`);
}

/** Marketing may be switched off by whoever gets it, and is held back at will. */
function costOf(setting: string, { category }: Template): readonly Finding[] {
  if (category === "UTILITY") return [];
  return [note(setting, `its category is ${stateIn(category)}, not UTILITY: it may not arrive`)];
}

/** Everything that is shown of it. */
function wordsIn(components: readonly unknown[]): string {
  const shown = z.object({ text: z.string() });
  return components.flatMap((one) => shown.safeParse(one).data?.text ?? []).join("\n");
}
