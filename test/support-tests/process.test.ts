import { access, writeFile } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { freePort } from "../support/free-port.ts";
import { type RunningChild, startNode } from "../support/process.ts";
import { tempDir, withTempDir } from "../support/temp-dir.ts";

let child: RunningChild | null = null;
const start = (program: string, env = {}) => {
  child = startNode(["-e", program], { env });
  return child;
};
afterEach(async () => {
  await child?.kill();
  child = null;
});

const STAY = "setInterval(() => {}, 1000);";

describe("a child process", () => {
  it("gives the line that was waited for, from either output", async () => {
    const both = start(`console.log("port 8080"); console.error("warned"); ${STAY}`);
    expect(await both.line(/^port \d+$/)).toBe("port 8080");
    expect(await both.line(/warned/)).toBe("warned");
    expect([both.stdout, both.stderr]).toEqual(["port 8080\n", "warned\n"]);
  });

  it("says what was printed when the line does not come", async () => {
    const quiet = start(`console.log("other"); ${STAY}`);
    await quiet.line(/other/);
    await expect(quiet.line(/ready/, 1)).rejects.toThrow(/no line like \/ready\/[\s\S]*stdout: other/);
  });

  it("does not wait for the line of a child that has ended", async () => {
    await expect(start("console.error('boom'); process.exit(3)").line(/ready/)).rejects.toThrow(/"code":3[\s\S]*boom/);
  });

  it("sees the settings it was given and none of ours", async () => {
    process.env.PANA_TEST_LEAK = "leaked";
    const shown = await start("console.log(process.env.GIVEN + ' ' + process.env.PANA_TEST_LEAK)", { GIVEN: "1" }).line(
      /./,
    );
    delete process.env.PANA_TEST_LEAK;
    expect(shown).toBe("1 undefined");
  });

  it("can be killed without a chance to tidy up", async () => {
    const stubborn = start(`process.on("SIGTERM", () => console.log("tidied")); console.log("up"); ${STAY}`);
    await stubborn.line(/up/);
    expect(await stubborn.kill()).toEqual({ code: null, signal: "SIGKILL" });
    expect(stubborn.stdout).toBe("up\n");
  });

  it("is asked to stop, and killed only when it does not", async () => {
    const polite = start(`process.on("SIGTERM", () => process.exit(7)); console.log("up"); ${STAY}`);
    await polite.line(/up/);
    expect(await polite.stop()).toEqual({ code: 7, signal: null });
    const stubborn = start(`process.on("SIGTERM", () => {}); console.log("up"); ${STAY}`);
    await stubborn.line(/up/);
    expect(await stubborn.stop(20)).toEqual({ code: null, signal: "SIGKILL" });
  });

  it("reads what is written to it", async () => {
    const echo = start("process.stdin.pipe(process.stdout)");
    echo.write("сәлем\n");
    expect(await echo.line(/сәлем/)).toBe("сәлем");
    echo.endInput();
    expect((await echo.ended()).code).toBe(0);
  });
});

describe("a folder for a test", () => {
  it("is gone afterwards, also when the test failed", async () => {
    let seen = "";
    const work = withTempDir(async (folder) => {
      seen = folder;
      await writeFile(path.join(folder, "a"), "a");
      throw new Error("failed");
    });
    await expect(work).rejects.toThrow("failed");
    await expect(access(seen)).rejects.toThrow("ENOENT");
    const folder = await tempDir();
    await access(folder.path);
    await folder.remove();
    await expect(access(folder.path)).rejects.toThrow("ENOENT");
  });
});

describe("a free port", () => {
  it("can be listened on", async () => {
    const port = await freePort();
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    expect(server.address()).toMatchObject({ port });
    server.close();
  });
});
