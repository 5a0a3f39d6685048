import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { startGraph } from "../support/graph-stand-in.ts";
import { startNode } from "../support/process.ts";
import { withTempDir } from "../support/temp-dir.ts";

const SCRIPT = fileURLToPath(new URL("../../scripts/whatsapp-check.ts", import.meta.url));
const TSX = fileURLToPath(import.meta.resolve("tsx"));

/** Run where there is no `.env`. */
async function whatsAppCheck(env: Readonly<Record<string, string>>) {
  return withTempDir(async (cwd) => {
    const child = startNode(["--import", TSX, SCRIPT], { cwd, env });
    child.endInput();
    const { code } = await child.ended(30_000);
    return { code, stdout: child.stdout, stderr: child.stderr };
  });
}

describe("the command that checks the settings of WhatsApp", () => {
  it("ends with 1 and one line for each thing where something is to be done, without a token in them", async () => {
    const graph = await startGraph();
    try {
      const { code, stdout, stderr } = await whatsAppCheck({
        KEY_ENCRYPTION_KEY: "5e".repeat(32),
        ROOT_PUBLIC_KEYS: "00".repeat(32),
        WHATSAPP_ACCESS_TOKEN: graph.token,
        WHATSAPP_PHONE_NUMBER_ID: graph.account.phoneNumberId,
        WHATSAPP_APP_SECRET: graph.appSecret,
        WHATSAPP_VERIFY_TOKEN: "said-once-at-the-door",
        WHATSAPP_API_ROOT: graph.apiRoot,
      });
      expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
      expect(stdout).toMatch(/^(?:(?:ok {3}|note {1}|to do) {2}\S.*\n)+$/);
      expect(stdout).toContain("PUBLIC_URL is not set");
      for (const secret of [graph.token, graph.appSecret, "said-once-at-the-door"])
        expect(stdout).not.toContain(secret);
    } finally {
      await graph.stop();
    }
  });

  it("ends with 2 and names the variable where the settings cannot be read", async () => {
    const { code, stdout, stderr } = await whatsAppCheck({ WHATSAPP_PHONE_NUMBER_ID: "+1 202 555 0199" });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("WHATSAPP_PHONE_NUMBER_ID: must be digits");
    expect(stderr).not.toContain("555");
  });
});
