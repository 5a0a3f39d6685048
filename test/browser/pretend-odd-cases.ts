import type { CaseLine } from "../../src/browser/desk/port.ts";
import {
  answers,
  bot,
  caseOf,
  consent,
  contact,
  HOTLINE,
  me,
  ownedBy,
  type PretendCase,
  type Said,
  summary,
  text,
} from "./pretend-entries.ts";
import { CASE, pretendId } from "./pretend-ids.ts";
import { MEMBER } from "./pretend-people.ts";

/** Everything that a page must show literally and that must not break it. */
export const STRANGE_WORDS = [
  `<script>document.title="broken"</script><img src=x onerror="alert(1)"> javascript:alert(1) &amp; <b>жирный</b>`,
  "сол жақ \u202Eоңнан солға\u202C және \u200Bкөрінбейтін\u0000 таңба",
  "😭".repeat(4_096),
  `Ұзын${"қаракөлеңкелендірілгендіктеріңіздерден".repeat(8)}`,
  "مرحبا, это арабский текст",
] as const;

export function strange(now: number): PretendCase {
  const opened = caseOf(CASE.strange, now, {
    urgency: "medium",
    dueIn: 180,
    said: [
      [70, bot, summary({ urgency: "medium", locale: "kk" })],
      [70, bot, consent(HOTLINE)],
      [70, bot, contact("any-time")],
      ...STRANGE_WORDS.map((words, i): Said => [60 - i, bot, text(words, { forwarded: i === 1 })]),
      [50, bot, text("Тағы бір хабарлама.", { correctsEarlier: true })],
    ],
    opened: { locale: "kk", shorterThanSeen: true },
  });
  const broken = (seq: number, code: "crypto/broken-chain" | "crypto/unknown-signer"): CaseLine => ({
    ok: false,
    seq,
    entryId: pretendId(`${CASE.strange} entry ${seq}`),
    code,
  });
  return {
    ...opened,
    lines: [...opened.lines, broken(10, "crypto/unknown-signer"), broken(11, "crypto/broken-chain")],
  };
}

export function long(now: number): PretendCase {
  const talk = Array.from({ length: 196 }, (_, i): Said => {
    const minutes = 2_000 - i * 10;
    if (i % 3 === 1) return [minutes, me, { entry: "message", text: `Ответ ${i + 1}. Мы на связи.` }];
    if (i % 17 === 2) return [minutes, me, { entry: "note", text: `Заметка ${i + 1}` }];
    return [minutes, bot, text(`Сообщение ${i + 1}. Сегодня он снова приходил и стоял под окнами.`)];
  });
  return caseOf(CASE.long, now, {
    urgency: "medium",
    dueIn: 55,
    said: [
      [2_001, bot, summary({ urgency: "medium", place: { place: "town", id: "kz-71-astana" } })],
      [2_001, bot, consent(HOTLINE)],
      [2_001, bot, answers("intake", { signs: null, where: { place: "town", id: "kz-71-astana" } })],
      [2_001, bot, contact("any-time")],
      ...talk,
    ],
    row: { status: "answered", owner: ownedBy(MEMBER.aigul, now), unheard: 0, waiting: false },
  });
}
