import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { startNode } from "../support/process.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

async function nearest(...args: readonly string[]) {
  const child = startNode(["--import", "tsx", "scripts/nearest.ts", ...args], { cwd: ROOT, env: {} });
  child.endInput();
  const { code } = await child.ended(30_000);
  return { code, stdout: child.stdout, stderr: child.stderr };
}

/** One line of JSON and nothing else. */
async function answerTo(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await nearest(...args);
  expect({ code, stderr, lines: stdout.split("\n").length }).toEqual({ code: 0, stderr: "", lines: 2 });
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe("the command that finds the nearest help", () => {
  it.each([
    [["Қостанайда"], { id: "kz-39-kostanay", region: "KZ-39" }],
    [["усть", "каменогорск"], { id: "kz-63-oskemen", region: "KZ-63" }],
    [["47.78", "67.71"], { id: "kz-62-zhezkazgan", region: "KZ-62" }],
    [["47.78 67.71"], { id: "kz-62-zhezkazgan", region: "KZ-62" }],
    [["47,78 67,71"], { id: "kz-62-zhezkazgan", region: "KZ-62" }],
  ])("finds %j, and what is near it", async (args, place) => {
    const { place: found, services } = await answerTo(...args);
    expect(found).toEqual(place);
    expect(services).toEqual(expect.arrayContaining([expect.objectContaining({ id: expect.any(String) })]));
  });

  it("answers with the seat of a region, and says so", async () => {
    const place = { id: "kz-39-kostanay", region: "KZ-39" };
    expect(await answerTo("Қостанай облысы")).toMatchObject({ place, by: "region" });
  });

  it("lists what may be meant instead of guessing", async () => {
    const found = await answerTo("Ақсу");
    expect(found).toMatchObject({ place: null, services: [] });
    expect(found.alternatives).toContainEqual({ id: "kz-55-aksu", region: "KZ-55" });
  });

  it.each([
    ["no place", ["Атлантида"]],
    ["a point in the sea", ["0", "0"]],
    ["the pole", ["90", "0"]],
    ["a point south of the equator", ["-47.78", "-67.71"]],
    ["no numbers", ["NaN", "NaN"]],
    ["nothing", [""]],
    ["blanks", ["  \t "]],
    ["100,000 letters", ["x".repeat(100_000)]],
  ])("finds nothing, quietly, in %s", async (_what, args) => {
    expect(await answerTo(...args)).toEqual({ place: null, alternatives: [], services: [] });
  });

  it.each([[[]], [["--help"]]])("says how it is used on the error stream: %j", async (args) => {
    const { code, stdout, stderr } = await nearest(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^usage: npm run -s nearest/);
  });
});
