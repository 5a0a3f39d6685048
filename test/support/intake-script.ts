import { fileURLToPath } from "node:url";
import type { DemoOrganisation } from "../../src/app/demo-organisations.ts";
import type { Channel, Locale } from "../../src/domain/chat.ts";
import type { RegionCode } from "../../src/domain/service-records.ts";
import type { TextParams } from "../../src/i18n/catalogue.ts";
import { DEFAULT_PERSONA, loadWords } from "../../src/i18n/load-locales.ts";
import type { TextKey } from "../../src/i18n/text-keys.ts";
import { textsOf } from "../../src/i18n/texts.ts";
import { regionShortName } from "../../src/services/region-names.ts";
import type { CrowdStep } from "./crowd-script.ts";

/** What person number `index` of a crowd tells in the intake. */
export interface IntakePlan {
  readonly locale: Locale;
  /** null: she passes the question over. */
  readonly region: RegionCode | null;
  readonly signs: "typed" | "none";
  readonly kinInPolice: boolean;
  readonly phone: string | null;
}

const STAFF_CHAT = -1_001_234_567_001;
const PASSPHRASE = "seven quiet herons walk";
const HOTLINE = "Толпа сенім телефоны";
const BACKUP = "Толпа ночная линия";
const CENTRE = "Толпа центр";
const POLICE = "Толпа полиция";

/** Who reads what a crowd tells: a hotline with another one (of a region that nobody lives in) behind it, a centre and the police. */
export const CROWD_ORGANISATIONS: readonly DemoOrganisation[] = [
  { name: HOTLINE, kind: "hotline", regions: [], staffChat: String(STAFF_CHAT), passphrase: PASSPHRASE },
  { name: BACKUP, kind: "hotline", regions: ["KZ-61"], staffChat: null, passphrase: PASSPHRASE },
  { name: CENTRE, kind: "crisis-centre", regions: [], staffChat: null, passphrase: PASSPHRASE },
  { name: POLICE, kind: "police", regions: [], staffChat: null, passphrase: PASSPHRASE },
];
export const CROWD_STAFF_CHAT: number = STAFF_CHAT;
export const CROWD_PASSPHRASE: string = PASSPHRASE;

const REGIONS: readonly (RegionCode | null)[] = ["KZ-71", "KZ-75", null, "KZ-79"];
const WORDS: Readonly<Record<Locale, readonly string[]>> = {
  kk: ["күйеуім кейде ұрады {{token}}, балалар қорқады", "енем сыртқа шығармайды {{token}}"],
  ru: ["муж бьёт при детях, боюсь {{token}} идти домой", "забрал паспорт и телефон {{token}}, живу у соседки"],
};
const texts = textsOf(loadWords(fileURLToPath(new URL("../../locales", import.meta.url)), DEFAULT_PERSONA));

/** Half Kazakh, half Russian; everything else varies with the number, so that neighbours never tell the same. */
export function intakePlan(index: number): IntakePlan {
  const half = Math.floor(index / 2);
  return {
    locale: index % 2 === 0 ? "kk" : "ru",
    region: REGIONS[half % REGIONS.length] ?? null,
    signs: half % 3 === 0 ? "typed" : "none",
    kinInPolice: half % 5 === 0,
    phone: half % 7 === 0 ? `+7 700 55${String(index).padStart(5, "0")}` : null,
  };
}

/** The whole intake as one person plays it on a channel, from the first press to "sent". */
export function intakeScript(index: number, channel: Channel = "telegram"): readonly CrowdStep[] {
  const plan = intakePlan(index);
  const { locale } = plan;
  const voice = voiceOf(locale, channel);
  const { says, button } = voice;
  return [
    { label: "start", send: "/start", expect: says("first-contact.language.ask") },
    {
      label: "language",
      press: button(`first-contact.language.${locale}`),
      expect: says("first-contact.for-whom.ask"),
    },
    { label: "for whom", press: button("first-contact.for-whom.me"), expect: says("first-contact.safe-to-write.ask") },
    { label: "safe", press: button("first-contact.safe-to-write.yes"), expect: says("menu.ask") },
    { label: "tell", press: button("menu.intake"), expect: says("intake.danger-now.ask") },
    { label: "no danger now", press: button("intake.danger-now.no"), expect: says("intake.what-happened.ask") },
    ...happenedSteps(voice, channel),
    plan.signs === "typed"
      ? { label: "signs typed", send: "2, 3", expect: says("intake.children.ask") }
      : { label: "no signs", press: button("common.done"), expect: says("intake.children.ask") },
    { label: "children", press: button("intake.children.with-me"), expect: says("intake.injuries.ask") },
    { label: "injuries", press: button("intake.injuries.hurt"), expect: says("where.region.ask") },
    ...placeSteps(plan, voice),
    { label: "wants", send: texts.text(locale, "intake.wants.talk"), expect: says("intake.safe-when.ask") },
    { label: "safe when", press: button("intake.safe-when.any-time"), expect: says("intake.own-words.ask") },
    { label: "own words", send: WORDS[locale], expect: says("intake.to-hotline-with-backup.ask", BOTH) },
    ...consentSteps(plan, voice),
    ...callSteps(plan, voice),
    { label: "send", press: button("intake.send.send"), expect: says("intake.sent") },
  ];
}

/** Types of the entries that her case must hold, in order. */
export function expectedEntries({ region }: IntakePlan): readonly string[] {
  return ["summary", "consent", "intake", ...(region === null ? [] : ["location"]), "text", "contact"];
}

const BOTH = { organisation: HOTLINE, backup: BACKUP };

/** Boxes are drawn anew at each tick where that can be done; on WhatsApp they are numbered lines, answered at once. */
function happenedSteps({ says, button, box }: Voice, channel: Channel): readonly CrowdStep[] {
  const expect = says("intake.signs.ask");
  if (channel === "whatsapp") return [{ label: "happened", send: "1", expect }];
  const again = says("intake.what-happened.ask");
  return [
    { label: "box", press: box("intake.what-happened.beats"), expect: again },
    { label: "happened", press: button("common.done"), expect },
  ];
}

/** Astana is one place; in the other cities there is a list of what lies nearest, of which she takes the first. */
function placeSteps({ locale, region }: IntakePlan, { says, button }: Voice): readonly CrowdStep[] {
  const wants = says("intake.wants.ask");
  if (region === null) return [{ label: "place", press: button("common.skip"), expect: wants }];
  const press = label(regionShortName(region)[locale]);
  if (region === "KZ-71") return [{ label: "place", press, expect: wants }];
  return [
    { label: "place", press, expect: says("where.town.ask") },
    { label: "town", press: 0, expect: wants },
  ];
}

function consentSteps({ kinInPolice }: IntakePlan, { says, button }: Voice): readonly CrowdStep[] {
  const yes = button("intake.to-hotline.yes");
  const kin = button(kinInPolice ? "intake.police-kin.yes" : "intake.police-kin.no");
  const police = says("intake.to-police.ask", { organisation: POLICE });
  return [
    { label: "hotline", press: yes, expect: says("intake.to-centre.ask", { organisation: CENTRE }) },
    { label: "centre", press: yes, expect: says("intake.police-kin.ask") },
    { label: "kin", press: kin, expect: kinInPolice ? says("intake.call.ask") : police },
    ...(kinInPolice ? [] : [{ label: "police", press: yes, expect: says("intake.call.ask") }]),
  ];
}

function callSteps({ phone }: IntakePlan, { says, button }: Voice): readonly CrowdStep[] {
  if (phone === null) return [{ label: "no call", press: button("intake.call.no"), expect: says("intake.send.ask") }];
  return [
    { label: "call", press: button("intake.call.yes"), expect: says("intake.number.ask") },
    { label: "number", send: phone, expect: says("intake.send.ask") },
  ];
}

/** What is said in her language on her channel. */
interface Voice {
  /** The sentence anywhere in what the bot says. */
  readonly says: (key: TextKey, params?: TextParams) => RegExp;
  readonly button: (key: TextKey) => RegExp;
  readonly box: (key: TextKey) => RegExp;
}

function voiceOf(locale: Locale, channel: Channel): Voice {
  const spoken = texts.on(channel);
  return {
    says: (key, params = {}) => new RegExp(escaped(spoken.text(locale, key, params))),
    button: (key) => label(spoken.text(locale, key)),
    box: (key) => label(`☐ ${spoken.text(locale, key)}`),
  };
}

/** A button with exactly these words. */
function label(words: string): RegExp {
  return new RegExp(`^${escaped(words)}$`);
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
