import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { unlockMember } from "../src/app/desk/member-wrap.ts";
import { type CaseLine, listCases, markRead, readCase } from "../src/app/desk/read-case.ts";
import { beginSession, type Session } from "../src/app/desk/session.ts";
import { answerPerson } from "../src/app/desk/terminal-answer.ts";
import type { Parts } from "../src/app/parts.ts";
import { codeOf, Fault } from "../src/domain/faults.ts";
import { type CaseId, parseHex, printHex } from "../src/domain/ids.ts";
import { parseMemberFile } from "../src/domain/member-file.ts";
import { URGENCIES } from "../src/domain/urgency.ts";
import { loadLocales } from "../src/i18n/load-locales.ts";
import { textsOf } from "../src/i18n/texts.ts";
import type { CaseRow } from "../src/storage/rows.ts";
import { openPrompt } from "./ask.ts";
import { houseAtHand } from "./house-at-hand.ts";

const LIST_LIMIT = 50;
const SHOWN_ID = 8;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { member: { type: "string" } } });
const [command, casePrefix, ...more] = positionals;
process.exitCode = await run().catch(refuse);

async function run(): Promise<number> {
  const isKnown = command === "list" || ((command === "open" || command === "reply") && casePrefix !== undefined);
  if (!isKnown || values.member === undefined || more.length > 0) return usage();
  const { house } = await houseAtHand();
  const { parts } = house;
  const prompt = openPrompt();
  try {
    const file = parseMemberFile(readFileSync(values.member, "utf8"));
    const passphrase = await prompt.ask(parts.texts.staffText("desk.passphrase"));
    const session = await beginSession(parts, await unlockMember(parts.sodium, file, passphrase));
    if (command === "list") return await list(parts, session);
    const row = await findOne(parts, session, casePrefix ?? "");
    if (row === null) return 1;
    if (command === "open") return await open(parts, session, row);
    // Words to her are typed, never given as an argument: those stand in the shell's history and in npm's log.
    return await reply(parts, session, row, await prompt.ask(parts.texts.staffText("desk.words")));
  } catch (error) {
    print(parts.texts.staffText("desk.failed", { code: codeOf(error) }));
    return 1;
  } finally {
    prompt.close();
    await house.close();
  }
}

/** Settings that cannot be used: the name and the rule, as when the server starts. */
function refuse(error: unknown): number {
  print(error instanceof Fault || !(error instanceof Error) ? codeOf(error) : error.message);
  return 2;
}

async function list(parts: Parts, session: Session): Promise<number> {
  const rows = await listCases(parts, session, LIST_LIMIT);
  if (rows.length === 0) print(parts.texts.staffText("desk.empty"));
  for (const row of rows) {
    const due = new Date(row.due).toISOString().slice(0, 16);
    print(parts.texts.staffText("desk.row", { ...words4(parts, row), due, covert: row.covert ? "yes" : "no" }));
  }
  return 0;
}

async function open(parts: Parts, session: Session, row: CaseRow): Promise<number> {
  const opened = await readCase(parts, session, row.caseId);
  await markRead(parts, session, opened.row);
  print(parts.texts.staffText("desk.case", words4(parts, row)));
  for (const line of opened.lines) print(printLine(parts, line));
  return opened.lines.every(({ ok }) => ok) ? 0 : 1;
}

async function reply(parts: Parts, session: Session, row: CaseRow, text: string): Promise<number> {
  const answered = await answerPerson(parts, session, row.caseId, text);
  print(parts.texts.staffText(answered === "sent" ? "desk.sent" : "desk.waiting"));
  return 0;
}

async function findOne(parts: Parts, session: Session, prefix: string): Promise<CaseRow | null> {
  const bytes = parseHex(prefix.length % 2 === 0 ? prefix : prefix.slice(0, -1));
  const found = bytes === null ? [] : await parts.store.casesByPrefix(session.organisation.organisation.id, bytes);
  const rows = found.filter(({ caseId }) => printHex(caseId).startsWith(prefix.toLowerCase()));
  const [one] = rows;
  if (rows.length === 1 && one) return one;
  print(parts.texts.staffText("desk.ambiguous", { count: rows.length }));
  return null;
}

function words4(parts: Parts, row: CaseRow): { case: string; urgency: string; status: string } {
  const status = parts.texts.staffText("desk.status", { status: row.status });
  return {
    case: printHex(row.caseId as CaseId).slice(0, SHOWN_ID),
    urgency: URGENCIES[row.urgency] ?? "immediate",
    status,
  };
}

/** Tokens are left out: they are for the program. */
function printLine(parts: Parts, line: CaseLine): string {
  if (!line.ok) return parts.texts.staffText("desk.broken", { seq: line.seq, code: line.code });
  const { entry, ...content } = line.body;
  const shown = "tokens" in content ? { ...content, tokens: content.tokens.length } : content;
  const what = `${entry}  ${JSON.stringify(shown)}`;
  return parts.texts.staffText("desk.line", {
    seq: line.seq,
    at: new Date(line.at).toISOString().slice(0, 16),
    by: line.by,
    what,
  });
}

function usage(): number {
  print(textsOf(loadLocales(new URL("../locales", import.meta.url).pathname)).staffText("desk.usage"));
  return 2;
}

/** What she wrote may hold anything: signs that turn or hide text, or command the terminal, are made visible. */
function print(text: string): void {
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, (sign) =>
    sign === "\n" ? sign : `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  );
  process.stdout.write(`${visible}\n`);
}
