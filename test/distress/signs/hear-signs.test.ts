import { describe, expect, it } from "vitest";
import { hearSigns, openEars } from "../../../src/distress/signs/hear-signs.ts";
import type { HeardSign } from "../../../src/domain/danger-sign.ts";

const ears = openEars();
const heard = (text: string) => hearSigns(ears, text);

describe("danger at this moment", () => {
  it.each<[string, HeardSign]>([
    ["муж бьёт меня прямо сейчас", "beaten-now"],
    ["МУЖ БЬЁТ МЕНЯ СЕЙЧАС!!! ПОМОГИТЕ", "beaten-now"],
    ["mujh byet menya seichas pomogite", "beaten-now"],
    ["памагите он миня сичас бьёт", "beaten-now"],
    ["күйеуім ұрып жатыр", "beaten-now"],
    ["куйеуим мени урып жатыр комектесиниздерши", "beaten-now"],
    ["kuieuim meni uryp jatyr", "beaten-now"],
    ["мені избивать етіп жатыр күйеуім", "beaten-now"],
    ["он душит меня сейчас", "strangled"],
    ["есікті теуіп жатыр", "locked-in"],
    ["есикти теуип жатыр", "locked-in"],
    ["дверь ломает, помогите", "locked-in"],
    ["он с ножом за мной бегает, помогите", "weapon"],
    ["п о м о г и т е муж меня бьёт", "beaten-now"],
    ["облил бензином меня и детей", "fire"],
    ["ve; ,mtn vtyz ctqxfc gjvjubnt", "beaten-now"],
  ])("is immediate: %s", (text, sign) => {
    expect(heard(text)).toMatchObject({ urgency: "immediate", signs: expect.arrayContaining([sign]) });
  });
});

describe("harm in somebody's life", () => {
  it.each<[string, HeardSign]>([
    ["муж вчера избил меня", "beaten"],
    ["күйеуім мені сабайды", "beaten"],
    ["он бьёт меня", "beaten"],
    ["отчим бьёт сестрёнку", "beaten"],
    ["он душил меня год назад", "strangled"],
    ["күйеуім өлтірем дейді", "threat-to-kill"],
    ["муж обещает убить меня", "threat-to-kill"],
    ["муж забрал мой телефон", "controls-phone"],
    ["күйеуім ақша бермейді", "controls-money"],
    ["муж спрятал мой паспорт", "controls-documents"],
    ["бывший следит за мной, караулит у подъезда", "stalks"],
    ["бұрынғы күйеуім мені аңдып жүр", "stalks"],
    ["мне страшно идти домой", "afraid-to-go-home"],
    ["үйге барғым келмейді, күйеуімнен қорқамын", "afraid-to-go-home"],
    ["ата-анам күштеп тұрмысқа бергелі жатыр", "forced-marriage"],
    ["не хочу жить", "suicide"],
    ["өмір сүргім келмейді", "suicide"],
    ["отчим изнасиловал меня", "rape"],
    ["муж толкнул меня с лестницы", "pushed"],
    ["күйеуім шашымнан сүйреді", "pushed"],
    ["я беременна, муж бьёт", "pregnant"],
    ["муж выгнал меня с детьми из дома", "thrown-out"],
  ])("is heard: %s", (text, sign) => {
    const { urgency, signs } = heard(text);
    expect(["medium", "high", "immediate"]).toContain(urgency);
    expect(signs).toContain(sign);
  });
});

describe("words that only look like danger", () => {
  it.each([
    ...["убиться, какая очередь", "шаршап өлдім", "күлкіден өлдім", "умираю от смеха", "хочу умереть от стыда 😂"],
    ...["он меня не бьёт", "мені ешкім ұрмайды", "күйеуім мені ұрған жоқ", "муж никогда меня не бил"],
    ...["в доте меня убили три раза", "в фильме маньяк душит жертву", "ойында мені өлтіріп тастады"],
    ...["режу лук и плачу", "әкем қой сойып жатыр", "рубим мясо топором на бешбармак"],
    ...["дедлайн душит", "начальник меня убьёт за отчёт", "мама убьёт меня за двойку", "бьём рекорды на тренировке"],
    ...["он был у меня вчера", "это было теперь у мамы", "дорога домой длинная", "забыла ключи дома"],
  ])("raise nothing above low: %s", (text) => {
    expect(["none", "low"]).toContain(heard(text).urgency);
  });
});

describe("whatever is written", () => {
  it.each([
    ["", "nothing"],
    ["   \n\t ", "white space"],
    ["😭".repeat(4_096), "emoji"],
    ["\u202eтебе бьёт", "a right-to-left override"],
    ["\ud83d бьёт \udc00", "lone surrogates"],
    ["б\u200bь\u200bё\u200bт м\u200bе\u200bн\u200bя", "zero-width letters"],
    ["а".repeat(100_000), "one letter a hundred thousand times"],
    ["бьёт ".repeat(20_000), "one word twenty thousand times"],
    [`${"(".repeat(5_000)}${"а ".repeat(5_000)}!`, "what breaks slow expressions"],
    ["ип".repeat(3_000), "endings upon endings"],
  ])("is answered: %#, %s", (text) => {
    expect(heard(text)).toMatchObject({ urgency: expect.any(String), signs: expect.any(Array) });
  });

  it("is heard at both ends of a long text", () => {
    const filler = "мы пили чай и говорили о погоде. ".repeat(800);
    expect(heard(`муж бьёт меня сейчас, помогите. ${filler}`).urgency).toBe("immediate");
    expect(heard(`${filler} муж бьёт меня сейчас, помогите`).urgency).toBe("immediate");
  });

  it("is heard with letters that cannot be seen in it", () => {
    expect(heard("муж б\u200bьё\u200bт ме\u200bня сейчас").signs).toContain("beaten-now");
  });
});
