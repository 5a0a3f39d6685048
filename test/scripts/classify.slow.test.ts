import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the program as a stranger would, with nothing configured but what is given. */
async function classify(input: string, env: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const { PATH = "" } = process.env;
  const child = spawn("npx", ["tsx", "scripts/classify.ts"], { cwd: ROOT, env: { PATH, ...env } });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    out += chunk;
  });
  child.stdin.end(input);
  const [code] = await once(child, "close");
  expect(code).toBe(0);
  expect(out === "" || out.endsWith("\n")).toBe(true);
  return out.split("\n").slice(0, -1);
}

describe("npm run classify", () => {
  it("answers each line with one line of JSON, whatever stands in it", async () => {
    const lines = [
      "муж бьёт меня сейчас, помогите",
      "",
      "   ",
      "a\rb\u2028c\u0000d",
      "\ud83d",
      "😭".repeat(4_096),
      "\u202eмуж",
      "а".repeat(100_000),
      "шаршап өлдім",
    ];
    const answers = (await classify(`${lines.join("\n")}\n`)).map((one) => JSON.parse(one));
    expect(answers).toHaveLength(lines.length);
    for (const answer of answers) {
      expect(Object.keys(answer)).toEqual(["phrase", "urgency", "signs"]);
      expect(["immediate", "high", "medium", "low", "none"]).toContain(answer.urgency);
    }
    expect(answers[0]).toMatchObject({ phrase: false, urgency: "immediate" });
    expect(answers.at(-1)).toMatchObject({ urgency: "none", signs: [] });
  });

  it("answers a last line without its end, and nothing to nothing", async () => {
    expect(await classify("сәлем")).toHaveLength(1);
    expect(await classify("")).toEqual([]);
  });

  it("hears the configured phrases, and those of the example when there are none", async () => {
    const said = "үйде екі қызыл алма қалды ма екен";
    const other = { DISTRESS_PHRASES: "үйде екі қызыл алма қалды ма" };
    expect(JSON.parse((await classify(said))[0] ?? "")).toMatchObject({ phrase: false });
    expect(JSON.parse((await classify(said, other))[0] ?? "")).toMatchObject({ phrase: true });
    const example = "сізде жалбыз қосылған көк шай бар ма";
    expect(JSON.parse((await classify(example))[0] ?? "")).toMatchObject({ phrase: true });
  });
});
