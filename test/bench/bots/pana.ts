import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DEFAULT_PERSONA, loadWords } from "../../../src/i18n/load-locales.ts";
import { textsOf } from "../../../src/i18n/texts.ts";
import { CROWD_ORGANISATIONS, CROWD_STAFF_CHAT, intakePlan, intakeScript } from "../../support/intake-script.ts";
import { DEMO_PHRASES, type Deployed, deploy } from "../../support/running-pana.ts";
import type { SeededRandom } from "../../support/seeded-random.ts";
import type { BotApi } from "../drive/bot-api.ts";
import { asSteps, type Step, wordsOf } from "../drive/script.ts";
import type { Contestant, Prepared } from "./contestant.ts";

const PATH = "/telegram/webhook";
/** Persons who tell different things; the next ones tell the same again, each with words of her own. */
const PLANS = 84;
const URGENT = /^1 new case, immediate/;
/** Calm ones: words of danger bring the numbers first, and that is another turn. */
const WORDS = {
  ru: "вчера ездили к сестре пили чай играли в лото погода хорошая завтра поедем на рынок а потом в магазин за хлебом".split(
    " ",
  ),
  kk: "кеше әпкеме бардық шай іштік лото ойнадық ауа райы жақсы ертең базарға барамыз сосын дүкеннен нан аламыз".split(
    " ",
  ),
} as const;

const texts = textsOf(loadWords(fileURLToPath(new URL("../../../locales", import.meta.url)), DEFAULT_PERSONA));
const plans = Array.from({ length: PLANS }, (_, i) => ({
  steps: asSteps(intakeScript(i)),
  locale: intakePlan(i).locale,
}));

/** Pana as it is shipped: webhook, SQLite, everything sealed, keys and organisations founded as in the tests. */
export function pana(built: string): Contestant {
  return {
    name: "Pana",
    keeps: "SQLite FULL, sealed",
    staff: { id: CROWD_STAFF_CHAT, urgent: URGENT },
    noticesWait: true,
    script: panaIntake,
    prepare: async (api, folder) => panaAt(built, await deployPana(api, folder)),
  };
}

/** Founds the organisations in a folder. The same folder may be started several times, against another Bot API too. */
export function deployPana(
  api: { readonly token: string; readonly apiRoot: string },
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Deployed> {
  return deploy(api, folder, CROWD_ORGANISATIONS, "webhook", more);
}

/** The same deployment in a copy of its folder, and beside another Bot API. */
export function movedTo(deployed: Deployed, dataDir: string, api: Pick<BotApi, "apiRoot">): Deployed {
  return { ...deployed, dataDir, env: { ...deployed.env, DATA_DIR: dataDir, TELEGRAM_API_ROOT: api.apiRoot } };
}

/** How the built program is started over what is kept in a folder. */
export function panaAt(built: string, { dataDir, env, port }: Deployed): Prepared {
  return {
    door: { port, path: PATH, secret: env.TELEGRAM_WEBHOOK_SECRET ?? "" },
    command: { args: [join(built, "dist", "main.js")], cwd: dataDir, env, port, log: join(dataDir, "bot.log") },
  };
}

/** The whole intake, half of the persons in Kazakh, half in Russian, with as many words of her own as at the yardsticks. */
export function panaIntake(index: number, random: SeededRandom): readonly Step[] {
  const plan = plans[index % PLANS];
  if (plan === undefined) throw new Error("no plan");
  return plan.steps.map((step) =>
    step.label === "own words" && "send" in step
      ? { ...step, send: wordsOf(random, WORDS[plan.locale], 200, 600) }
      : step,
  );
}

/** The intake, and behind it so many messages to whoever will read it. */
export function panaLongTalk(messages: number): (index: number, random: SeededRandom) => readonly Step[] {
  return (index, random) => {
    const { locale = "ru" } = plans[index % PLANS] ?? {};
    const expect = exactly(texts.text(locale, "live.passed-unread"));
    const live = Array.from({ length: messages }, (_, i): Step => {
      return { label: `message ${i + 1}`, send: wordsOf(random, WORDS[locale], 40, 120), expect };
    });
    return [...panaIntake(index, random), ...live];
  };
}

/** Opens the chat and says the code phrase as soon as the menu is there. */
export function panaCry(index: number, random: SeededRandom): readonly Step[] {
  const { locale = "ru" } = plans[index % PLANS] ?? {};
  const opening = panaIntake(index, random).slice(0, CRY_AFTER);
  const phrase = DEMO_PHRASES.split("|")[locale === "ru" ? 0 : 1] ?? "";
  return [
    ...opening,
    { label: "phrase", send: `${phrase} {{token}}`, expect: beginsWith(texts.text(locale, "shop.accepted")) },
  ];
}

/** Steps from the first message to the menu. */
export const CRY_AFTER = 4;

/** The first question of the order stands behind it. */
function beginsWith(words: string): RegExp {
  return new RegExp(`^${escaped(words)}`);
}

function exactly(words: string): RegExp {
  return new RegExp(`^${escaped(words)}$`);
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
