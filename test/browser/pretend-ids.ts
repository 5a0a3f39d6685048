/** 32 hexadecimal digits made of a name: the same name is the same id, in every run. */
export function pretendId(name: string): string {
  let [a, b] = [0x811c9dc5, 0x1000193];
  let digits = "";
  while (digits.length < 32) {
    for (let i = 0; i < name.length; i += 1) {
      a = Math.imul(a ^ name.charCodeAt(i), 0x01000193) >>> 0;
      b = (Math.imul(b ^ a, 0x85ebca6b) + 0x9e3779b9) >>> 0;
    }
    digits += ((a ^ b) >>> 0).toString(16).padStart(8, "0");
  }
  return digits.slice(0, 32);
}

/** 6 groups of 5 digits, as a fingerprint is read aloud. */
export function pretendFingerprint(name: string): string {
  const id = pretendId(`fingerprint ${name}`);
  const groups = [0, 5, 10, 15, 20, 25].map((at) => Number.parseInt(id.slice(at, at + 5), 16) % 100_000);
  return groups.map((group) => String(group).padStart(5, "0")).join(" ");
}

/** The sample cases by what they are for. */
export const CASE = {
  urgent: pretendId("case urgent"),
  covert: pretendId("case covert"),
  order: pretendId("case order"),
  practice: pretendId("case practice"),
  erasing: pretendId("case erasing"),
  mine: pretendId("case mine"),
  hers: pretendId("case hers"),
  strange: pretendId("case strange"),
  long: pretendId("case long"),
  pull: pretendId("case pull"),
  ended: pretendId("case ended"),
  whatsapp: pretendId("case whatsapp"),
  tooLate: pretendId("case too late"),
  lateOrder: pretendId("case late order"),
  closed: pretendId("case closed"),
  packet: pretendId("case packet"),
} as const;
