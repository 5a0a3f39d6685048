import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDeployment } from "../../src/app/deployment.ts";
import { type House, type HouseSettings, openHouse } from "../../src/app/house.ts";
import { houseSettings } from "../../src/app/house-settings.ts";
import { parseConfig } from "../../src/config.ts";
import { parseMemberFile } from "../../src/domain/member-file.ts";
import { startNode } from "../support/process.ts";
import { addressOf, Staff } from "../support/staff.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ADMIN_PASSPHRASE = "nine slow rivers meet";
const MEMBER_PASSPHRASE = "жеті ақ аққу ұшты";
const FINGERPRINT = /\d{5}( \d{5}){5}$/m;

interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: TempDir;
let env: Record<string, string>;
let organisationId = "";

beforeAll(async () => {
  folder = await tempDir();
  env = { DATA_DIR: join(folder.path, "data"), KEY_ENCRYPTION_KEY: "5e".repeat(32) };
});
afterAll(() => folder.remove());

const at = (name: string) => join(folder.path, name);
const mode = (name: string) => statSync(at(name)).mode & 0o777;

async function keys(args: readonly string[], input: readonly string[] = []): Promise<Answer> {
  const child = startNode(["--import", "tsx", "scripts/keys.ts", ...args], { cwd: ROOT, env });
  child.write(input.map((line) => `${line}\n`).join(""));
  child.endInput();
  const { code } = await child.ended(30_000);
  return { code, stdout: child.stdout, stderr: child.stderr };
}

const organisation = (out: string, ...more: readonly string[]) => [
  ...["organisation", "--root", at("root"), "--name", "Сенім", "--kind", "hotline"],
  ...["--member", "Ainur", "--out", at(out), ...more],
];
const member = (out: string, ...more: readonly string[]) => [
  ...["member", "--admin", at("admin.json"), "--name", "Bota", "--out", at(out), ...more],
];

/** What the server would accept, in another process than the command's. */
function accepted(): Promise<{ readonly registry: number; readonly charters: readonly number[] }> {
  return inHouse(async ({ parts: { store, sodium, keys: service } }, { pins }) => {
    const deployment = await loadDeployment(sodium, store, service, pins);
    const charters = [...deployment.recipients.values()].map(({ charter }) => charter.charter.version);
    return { registry: deployment.registry.registry.version, charters };
  });
}

/** A member comes to the desk with her file, and reads the queue. */
function queueOf(file: string, passphrase: string): Promise<readonly unknown[]> {
  return inHouse(async ({ parts }) =>
    (await Staff.withFile(addressOf(parts), readFileSync(at(file), "utf8"), passphrase)).queue(),
  );
}

async function inHouse<T>(work: (house: House, settings: HouseSettings) => Promise<T>): Promise<T> {
  const settings = houseSettings(
    parseConfig(env, () => ""),
    join(ROOT, "locales"),
    () => {},
  );
  const house = await openHouse(settings);
  try {
    return await work(house, settings);
  } finally {
    await house.close();
  }
}

describe("the ceremony in a terminal, from the first step to the last", () => {
  it("makes a root key that only its owner reads, and prints the pin", async () => {
    const made = await keys(["root", "--out", at("root")]);
    expect(made.code).toBe(0);
    const pin = /ROOT_PUBLIC_KEYS=([0-9a-f]{64})$/m.exec(made.stdout)?.[1] ?? "";
    expect(pin).not.toBe("");
    expect(readFileSync(at("root"), "utf8")).toMatch(/^[0-9a-f]{64}\n$/);
    expect(mode("root")).toBe(0o600);
    expect(made.stdout).not.toContain(readFileSync(at("root"), "utf8").trim());
    env.ROOT_PUBLIC_KEYS = pin;
  });

  it("does not write over a root key", async () => {
    const before = readFileSync(at("root"), "utf8");
    expect((await keys(["root", "--out", at("root")])).code).toBe(1);
    expect(readFileSync(at("root"), "utf8")).toBe(before);
  });

  it("shows that there is nobody yet", async () => {
    expect(await keys(["show"])).toMatchObject({ code: 0, stdout: "No organisations yet.\n" });
  });

  it.each([
    ["a short passphrase", [], ["fourteen chars"], 1, "15 characters"],
    ["no passphrase at all", [], [], 1, "15 characters"],
    ["a region that is none", ["--regions", "KZ-71,KZ-99"], [], 2, "--regions"],
    ["a backup that is no id", ["--backup", "somebody"], [], 2, "--backup"],
    ["a backup that nobody knows", ["--backup", "ab".repeat(16)], [], 1, "registry/bad-backup"],
    ["a chat that is no number", ["--staff-chat", "@staff"], [], 2, "--staff-chat"],
    ["an option that nobody knows", ["--hurry", "now"], [], 2, "npm run keys"],
  ])("adds no organisation with %s", async (_what, more, input, code, says) => {
    const refused = await keys(organisation("admin.json", ...more), input);
    expect(refused.code).toBe(code);
    expect(refused.stderr).toContain(says);
    expect(refused.stdout).toBe("");
    for (const value of ["KZ-99", "somebody", "@staff", "fourteen"]) expect(refused.stderr).not.toContain(value);
    expect(existsSync(at("admin.json"))).toBe(false);
    await expect(accepted()).rejects.toThrow("registry/missing");
  });

  it("adds no organisation with a root that is not pinned", async () => {
    writeFileSync(at("other-root"), "ab".repeat(32));
    const args = organisation("admin.json").map((word) => (word === at("root") ? at("other-root") : word));
    const refused = await keys(args, [ADMIN_PASSPHRASE]);
    expect(refused).toMatchObject({ code: 1, stderr: "Not done: registry/unknown-root\n" });
  });

  it("adds an organisation and writes its administrator's file", async () => {
    const args = organisation("admin.json", "--regions", "KZ-71, KZ-11", "--staff-chat=-1001234567890");
    const made = await keys(args, [ADMIN_PASSPHRASE]);
    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(FINGERPRINT);
    organisationId = /id ([0-9a-f]{32})/.exec(made.stdout)?.[1] ?? "";
    const file = parseMemberFile(readFileSync(at("admin.json"), "utf8"));
    expect(file).toMatchObject({ name: "Ainur", organisation: organisationId });
    expect(mode("admin.json")).toBe(0o600);
    expect(await accepted()).toEqual({ registry: 1, charters: [1] });
    expect(made.stdout + made.stderr).not.toContain(ADMIN_PASSPHRASE);
  });

  it("admits nobody with a wrong passphrase of the administrator", async () => {
    const refused = await keys(member("member.json"), ["wrong wrong wrong wrong", MEMBER_PASSPHRASE]);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toContain("Not done: crypto/cannot-open");
    expect(existsSync(at("member.json"))).toBe(false);
    expect(await accepted()).toEqual({ registry: 1, charters: [1] });
  });

  it("admits a member, with two passphrases from one pipe, and prints what to compare", async () => {
    const made = await keys(member("member.json"), [ADMIN_PASSPHRASE, MEMBER_PASSPHRASE]);
    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(FINGERPRINT);
    expect(mode("member.json")).toBe(0o600);
    expect(await accepted()).toEqual({ registry: 1, charters: [2] });
  });

  it("does not write over a member's file", async () => {
    const before = readFileSync(at("member.json"), "utf8");
    const refused = await keys(member("member.json"), [ADMIN_PASSPHRASE, MEMBER_PASSPHRASE]);
    expect(refused.code).toBe(1);
    expect(readFileSync(at("member.json"), "utf8")).toBe(before);
    expect(await accepted()).toEqual({ registry: 1, charters: [2] });
  });

  it("lets the new member read the queue, and not admit others", async () => {
    expect(await queueOf("member.json", MEMBER_PASSPHRASE)).toEqual([]);
    const args = ["renew-charter", "--admin", at("member.json")];
    const refused = await keys(args, [MEMBER_PASSPHRASE]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("Not done: case/not-yours");
  });

  it("lets nobody in with another person's passphrase", async () => {
    await expect(queueOf("member.json", ADMIN_PASSPHRASE)).rejects.toThrow("desk/wrong-passphrase");
  });

  it("renews registry, certificate and charter", async () => {
    expect(await keys(["renew", "--root", at("root")])).toMatchObject({ code: 0, stderr: "" });
    expect((await keys(["renew-charter", "--admin", at("admin.json")], [ADMIN_PASSPHRASE])).code).toBe(0);
    expect(await accepted()).toEqual({ registry: 2, charters: [3] });
  });

  it("shows who belongs to whom, and until when", async () => {
    const { code, stdout } = await keys(["show"]);
    expect(code).toBe(0);
    const day = "\\d{4}-\\d\\d-\\d\\d";
    expect(stdout).toMatch(new RegExp(`^Registry 2 until ${day}, bot certificate until ${day}$`, "m"));
    expect(stdout).toMatch(new RegExp(`^${organisationId}  hotline  Сенім  charter 3 until ${day}  members 2$`, "m"));
  });

  it.each(["rotate", "recover"])("refuses to %s and says where it is done", async (command) => {
    const before = await accepted();
    const refused = await keys([command, "--root", at("root")]);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain("Nothing was changed.");
    expect(await accepted()).toEqual(before);
  });

  it.each([[[]], [["found"]], [["toString"]], [["show", "everything"]]])(
    "explains itself when asked for %j",
    async (args) => {
      const answer = await keys(args);
      expect(answer.code).toBe(2);
      expect(answer.stderr).toContain("npm run keys -- organisation");
    },
  );

  it("names a setting that is wrong, and not its value", async () => {
    const right = env;
    env = { ...env, KEY_ENCRYPTION_KEY: "hunter2" };
    const refused = await keys(["show"]).finally(() => {
      env = right;
    });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/^KEY_ENCRYPTION_KEY: must be 64/m);
    expect(refused.stderr).not.toContain("hunter2");
  });
});
