import Sqlite from "better-sqlite3";
import { printHits, searchFolders, searchText } from "../test/support/canary.ts";
import { Person } from "../test/support/person.ts";
import { PLANTED_PERSON, plantedSecrets } from "../test/support/planted-secrets.ts";
import { type Deployed, deploy, desk, startPana, storesOf } from "../test/support/running-pana.ts";
import { startTelegram } from "../test/support/telegram-stand-in.ts";
import { tempDir } from "../test/support/temp-dir.ts";
import { AISULU_SAYS, playDangerNow, playIntake, type Step } from "./demo-story.ts";

// Plays the main story on a stand-in for Telegram: the real program as a process, real HTTP, real files, no token, no network.

const STAFF_CHAT = -1_001_234_567_890;
const PASSPHRASE = "seven quiet herons walk";
const ANSWER = "Сізді оқып отырмын. Есікті іштен жаба аласыз ба?";
const MARINA = {
  id: 7_013_982_241,
  first_name: "Марина-Лилия",
  last_name: "Староверцева",
  username: "marina_4471",
  language_code: "ru",
};
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
const deployed = await deploy(telegram, folder.path, ORGANISATIONS);
const pana = await startPana(deployed);
try {
  const aisulu = new Person(telegram, PLANTED_PERSON);
  const marina = new Person(telegram, MARINA);
  say("Aisulu, in Kazakh, in danger now");
  await playDangerNow(aisulu, step);
  say("Marina, in Russian, wants to talk to someone");
  await playIntake(marina, step);
  say("The operator");
  await playOperator(deployed, aisulu);
  say("What the chats look like");
  process.stdout.write(`${indent(aisulu.transcript)}\n\n${indent(marina.transcript)}\n`);
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
  await step("she lists the queue: immediate first", async () => {
    const list = await desk(where, 0, PASSPHRASE, "list");
    process.stdout.write(`\n${indent(list)}\n    `);
    const ids = [...list.matchAll(/([0-9a-f]{8}) {2}(immediate|high|medium|low)/g)];
    must(ids.length === 2 && ids[0]?.[2] === "immediate", "the queue is not as it should be");
    urgent = ids[0]?.[1] ?? "";
    other = ids[1]?.[1] ?? "";
  });
  await step("she opens both cases with her passphrase", async () => {
    const first = await desk(where, 0, PASSPHRASE, "open", urgent);
    must(
      first.includes(AISULU_SAYS.words) && first.includes(AISULU_SAYS.address),
      "words or address are not in the case",
    );
    const second = await desk(where, 0, PASSPHRASE, "open", other);
    must(/strangled/.test(second) && /самоваром/.test(second), "the intake is not in the case");
    process.stdout.write(`\n${indent(first)}\n${indent(second)}\n    `);
  });
  await step("with a wrong passphrase nothing opens", async () => {
    must(!(await desk(where, 0, "wrong wrong wrong wrong", "open", urgent)).includes(AISULU_SAYS.words), "it opened");
  });
  await step("she answers, and Aisulu gets the words in her chat", async () => {
    must(/Sent/.test(await desk(where, 0, PASSPHRASE, "reply", urgent, ANSWER)), "the answer was not taken");
    await aisulu.hears(new RegExp(ANSWER.slice(0, 20)), { withinMs: 10_000 });
  });
  await step("Aisulu writes back, and is told that a human reads", async () => {
    await aisulu.sends("иә, жаптым");
    await aisulu.hears(/адам/);
  });
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
    { label: "second person's name", text: MARINA.first_name },
    { label: "second person's surname", text: MARINA.last_name },
    { label: "second person's chat", text: String(MARINA.id), number: MARINA.id },
    { label: "second person's username", text: MARINA.username },
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
