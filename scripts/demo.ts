import Sqlite from "better-sqlite3";
import type { CaseLine } from "../src/browser/desk/port.ts";
import type { QueueRow } from "../src/domain/desk/queue-row.ts";
import { codeOf, type FaultCode } from "../src/domain/faults.ts";
import { printHits, searchFolders, searchText } from "../test/support/canary.ts";
import { startGraph } from "../test/support/graph-stand-in.ts";
import { Person } from "../test/support/person.ts";
import { PLANTED_PERSON, plantedSecrets } from "../test/support/planted-secrets.ts";
import { type Deployed, deploy, staffOf, startPana, storesOf, whatsAppSettings } from "../test/support/running-pana.ts";
import type { Staff } from "../test/support/staff.ts";
import { startTelegram } from "../test/support/telegram-stand-in.ts";
import { tempDir } from "../test/support/temp-dir.ts";
import { WhatsAppPerson } from "../test/support/whatsapp-person.ts";
import { AISULU_SAYS, playDangerNow, playIntake, type Step } from "./demo-story.ts";

// Plays the main story on stand-ins for Telegram and WhatsApp: the real program as a process, real HTTP, real files, no token, no network.

const STAFF_CHAT = -1_001_234_567_890;
const PASSPHRASE = "seven quiet herons walk";
const ANSWER = "Сізді оқып отырмын. Есікті іштен жаба аласыз ба?";
/** A number of a country code that was never given out. */
const MARINA = { phone: "21070139822", userId: "KZ.7013982241", name: "Марина-Лилия Староверцева" };
const ORGANISATIONS = [
  { name: "Демо сенім телефоны", kind: "hotline", regions: [], staffChat: String(STAFF_CHAT), passphrase: PASSPHRASE },
  { name: "Демо ночная линия", kind: "hotline", regions: ["KZ-75"], staffChat: null, passphrase: PASSPHRASE },
  { name: "Демо центр", kind: "crisis-centre", regions: ["KZ-71"], staffChat: null, passphrase: PASSPHRASE },
] as const;

let steps = 0;
const step: Step = async (what, work) => {
  steps += 1;
  process.stdout.write(`${String(steps).padStart(2)}. ${what} … `);
  await work();
  process.stdout.write("ok\n");
};

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

const began = Date.now();
const telegram = await startTelegram();
const folder = await tempDir();
const staff = telegram.chat(STAFF_CHAT);
const graph = await startGraph();
const deployed = await deploy(telegram, folder.path, ORGANISATIONS, "polling", whatsAppSettings(graph));
const pana = await startPana(deployed);
try {
  const aisulu = new Person(telegram, PLANTED_PERSON);
  const marina = new WhatsAppPerson(graph, MARINA);
  graph.notifier.deliverTo(`http://127.0.0.1:${deployed.port}`);
  say("Aisulu, in Kazakh, in danger now");
  await playDangerNow(aisulu, step);
  say("Marina, in Russian, on WhatsApp, wants to talk to someone");
  await playIntake(marina, step);
  say("The operator");
  await playOperator(deployed, aisulu);
  say("What the chats look like");
  process.stdout.write(`${indent(aisulu.transcript)}\n\n${indent(marina.transcript("Марина"))}\n`);
  await pana.stop();
  say("What is stored");
  printStores(deployed);
  await step("none of the planted secrets is in a file or in the log", () =>
    searchEverything(deployed, pana.stdout + pana.stderr),
  );
  process.stdout.write(`\nAll ${steps} steps checked in ${((Date.now() - began) / 1_000).toFixed(1)} s.\n`);
} catch (error) {
  process.stdout.write(`FAILED\n${error instanceof Error ? error.message : "unknown"}\n${pana.stdout}${pana.stderr}`);
  process.exitCode = 1;
} finally {
  await pana.kill();
  await telegram.stop();
  await graph.stop();
  await folder.remove();
}

async function playOperator(where: Deployed, aisulu: Person): Promise<void> {
  await step("the staff chat was told, without a word of content", async () => {
    const notices = staff.messages.map(({ text }) => text ?? "");
    must(
      notices.some((text) => /^1 new case, immediate/.test(text)),
      "no notice of the immediate case",
    );
    must(searchText(notices.join("\n"), plantedSecrets()).length === 0, "a notice holds something of a person");
  });
  let urgent = "";
  let other = "";
  const operator = await staffOf(where, 0, PASSPHRASE);
  await step("she comes to the desk with her passphrase and sees the queue: immediate first", async () => {
    const rows = await operator.queue();
    process.stdout.write(`\n${indent(rows.map(printQueueRow).join("\n"))}\n    `);
    must(rows.length === 2 && rows[0]?.urgency === "immediate", "the queue is not as it should be");
    [urgent, other] = rows.map(({ caseId }) => caseId) as [string, string];
  });
  await step("she claims and opens both cases; keys and words stay in her browser", async () => {
    const [first, second] = [await claimed(operator, urgent), await claimed(operator, other)];
    must(
      first.includes(AISULU_SAYS.words) && first.includes(AISULU_SAYS.address),
      "words or address are not in the case",
    );
    must(/strangled/.test(second) && /самоваром/.test(second), "the intake is not in the case");
    process.stdout.write(`\n${indent(first)}\n${indent(second)}\n    `);
  });
  await step("with a wrong passphrase nobody comes in, and another organisation finds no such case", async () => {
    must(await isRefused(staffOf(where, 0, "wrong wrong wrong wrong"), "desk/wrong-passphrase"), "it let her in");
    const night = await staffOf(where, 1, PASSPHRASE);
    must(await isRefused(night.open(urgent), "case/not-found"), "it opened");
  });
  await step("she records her call to 102, answers, and Aisulu gets the words in her chat", async () => {
    const call = { at: Date.now(), place: AISULU_SAYS.address, consent: "life-in-danger", words: null } as const;
    await operator.must(({ cases }) => cases.called102(urgent, call));
    must((await operator.answer(urgent, ANSWER)) === "sent", "the answer was not taken");
    await aisulu.hears(new RegExp(ANSWER.slice(0, 20)), { withinMs: 10_000 });
  });
  await step("Aisulu writes back, and is told that a human reads", async () => {
    await aisulu.sends("иә, жаптым");
    await aisulu.hears(/адам/);
  });
}

async function claimed(staff: Staff, caseId: string): Promise<string> {
  await staff.claim(caseId);
  const { lines, row } = await staff.open(caseId);
  return [printQueueRow(row), ...lines.map(printLine)].join("\n");
}

function printQueueRow({ name, urgency, status, dueAt, owner }: QueueRow): string {
  const due = new Date(dueAt).toISOString().slice(0, 16);
  return `${name}  ${urgency}  ${status}  due ${due}${owner === null ? "" : "  claimed"}`;
}

/** Shown as it is: nobody else's words are in this story. */
function printLine(line: CaseLine): string {
  if (!line.ok) return `${line.seq}  CANNOT BE VERIFIED: ${line.code}`;
  const { entry, ...content } = line.body;
  return `${line.seq}  ${new Date(line.at).toISOString().slice(0, 16)}  ${line.author.kind}  ${entry}  ${JSON.stringify(content)}`;
}

async function isRefused(work: Promise<unknown>, code: FaultCode): Promise<boolean> {
  return work.then(
    () => false,
    (error: unknown) => codeOf(error) === code,
  );
}

function printStores(where: Deployed): void {
  for (const [name, file] of Object.entries(storesOf(where))) {
    const db = new Sqlite(file, { readonly: true });
    process.stdout.write(`  ${name}.db\n`);
    const tables = db
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all();
    for (const { name: table } of tables) {
      const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).all();
      process.stdout.write(`    ${table}: ${rows.length}\n`);
      for (const row of rows.slice(0, 2)) process.stdout.write(`      ${printRow(row)}\n`);
    }
    db.close();
  }
}

function printRow(row: Record<string, unknown>): string {
  const cells = Object.entries(row).map(([name, value]) => {
    const shown =
      value instanceof Uint8Array
        ? `${Buffer.from(value.subarray(0, 6)).toString("hex")}… (${value.length} B)`
        : String(value);
    return `${name}=${shown}`;
  });
  return cells.join("  ");
}

async function searchEverything(where: Deployed, log: string): Promise<void> {
  const secrets = [
    ...plantedSecrets(),
    ...MARINA.name.split(" ").map((text) => ({ label: "second person's name", text })),
    { label: "second person's number", text: MARINA.phone, number: Number(MARINA.phone) },
    { label: "second person's id", text: MARINA.userId },
    { label: "answer of the operator", text: ANSWER },
  ];
  const hits = [...(await searchFolders([where.dataDir], secrets)), ...searchText(log, secrets)];
  must(hits.length === 0, printHits(hits, secrets));
  process.stdout.write(`(${secrets.length} looked for in every encoding) `);
}

function say(title: string): void {
  process.stdout.write(`\n${title}\n`);
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, "      ");
}
