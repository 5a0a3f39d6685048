import { readFileSync } from "node:fs";
import { parseConfig, withEnvFile } from "../src/config.ts";
import { compilePhrases, hasPhrase } from "../src/distress/phrase.ts";
import { hearSigns, openEars } from "../src/distress/signs/hear-signs.ts";

// Reads lines and prints for each what would be heard in it: {"phrase":…,"urgency":…,"signs":[…]}. One line, one answer,
// whatever the line holds. Phrases are those of DISTRESS_PHRASES; with nothing set, those of .env.example.

const read = (path: string) => readFileSync(path, "utf8");
const inRoot = (name: string) => new URL(`../${name}`, import.meta.url).pathname;

/** Only the phrases are needed: whatever else is set may be wrong here. */
function phraseSetting(): string {
  const env = withEnvFile(process.env, ".env", read);
  const { DISTRESS_PHRASES, DISTRESS_PHRASES_FILE } = env;
  const isSet = DISTRESS_PHRASES !== undefined || DISTRESS_PHRASES_FILE !== undefined;
  const from = isSet ? { DISTRESS_PHRASES, DISTRESS_PHRASES_FILE } : withEnvFile({}, inRoot(".env.example"), read);
  return (
    parseConfig(
      { DISTRESS_PHRASES: from.DISTRESS_PHRASES, DISTRESS_PHRASES_FILE: from.DISTRESS_PHRASES_FILE },
      read,
    ).DISTRESS_PHRASES?.reveal() ?? ""
  );
}

const phrases = compilePhrases(phraseSetting().split("|"));
const ears = openEars();

function answerTo(line: string): string {
  const { urgency, signs } = hearSigns(ears, line);
  return `${JSON.stringify({ phrase: hasPhrase(phrases, line), urgency, signs })}\n`;
}

/** Lines end at a line feed and nothing else, so that a stray separator inside a text does not make two of it. */
async function* linesOf(input: AsyncIterable<string>): AsyncIterable<string> {
  let open = "";
  for await (const chunk of input) {
    const lines = (open + chunk).split("\n");
    open = lines.pop() ?? "";
    yield* lines;
  }
  if (open !== "") yield open;
}

process.stdin.setEncoding("utf8");
process.stdout.on("error", () => process.exit(0)); // Whoever reads has seen enough.
for await (const line of linesOf(process.stdin)) {
  if (!process.stdout.write(answerTo(line))) await new Promise((resolve) => process.stdout.once("drain", resolve));
}
