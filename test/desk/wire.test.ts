import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "../../src/http/server.ts";
import type { Staff } from "../support/staff.ts";
import { bearer, DeskWorld } from "./desk-world.ts";

let world: DeskWorld;
let server: Server;
let staff: Staff;
beforeAll(async () => {
  world = await DeskWorld.open();
  staff = await world.staff("operator");
  const health = { isReady: async () => true, counts: async () => ({}) };
  server = await listen({ telegram: null, whatsapp: null, desk: world.desk, health }, "127.0.0.1", 0);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});

/** Writes to a socket until the server has answered and let go, and gives what it said. */
function say(head: string, piece = "", pieces = 0): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    let left = pieces;
    let got = "";
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(head);
      more();
    });
    const more = () => {
      while (left > 0 && !socket.destroyed) {
        left -= 1;
        if (!socket.write(piece)) return void socket.once("drain", more);
      }
    };
    socket.setEncoding("latin1").on("data", (text: string) => {
      got += text;
      if (/\r\n\r\n/.test(got)) socket.end();
    });
    socket.on("close", () => resolve(got));
    // Whoever is sent away while sending may see the line cut.
    socket.on("error", () => (got === "" ? reject(new Error("cut without an answer")) : resolve(got)));
  });
}
const lines = (path: string, headers: Readonly<Record<string, string>>, method = "POST") =>
  [
    `${method} /api/desk${path} HTTP/1.1`,
    "Host: x",
    ...Object.entries(headers).map((one) => one.join(": ")),
    "",
    "",
  ].join("\r\n");
const JSON_TYPE = { "Content-Type": "application/json" };
const PATH = `/cases/${"0".repeat(32)}/claim`;

describe("sealing.md 8, 30: abuse of the wire", () => {
  it("with ten thousand headers is refused with 431", async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`X-${i}`, "1"]));
    expect(await say(lines("/queue", { ...bearer(staff), ...many }, "GET"))).toMatch(/^HTTP\/1\.1 431 /);
  });

  it("with an endless body in chunks is refused with 413, and let go", async () => {
    const head = lines(PATH, { ...bearer(staff), ...JSON_TYPE, "Transfer-Encoding": "chunked" });
    const chunk = `10000\r\n${" ".repeat(65_536)}\r\n`;
    expect(await say(head, chunk, 200)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("with a body whose length is too much is refused before it is read", async () => {
    const head = lines(PATH, { ...bearer(staff), ...JSON_TYPE, "Content-Length": "5000000" });
    expect(await say(head)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("by who is not signed in is refused with 401 before a byte of the body is read", async () => {
    const head = lines(PATH, { ...JSON_TYPE, "Content-Length": "1000000" });
    expect(await say(head)).toMatch(/^HTTP\/1\.1 401 /);
  });

  it("with two lengths, or a length and chunks, is refused with 400", async () => {
    const both = lines(PATH, { ...bearer(staff), ...JSON_TYPE, "Transfer-Encoding": "chunked", "Content-Length": "3" });
    expect(await say(both)).toMatch(/^HTTP\/1\.1 400 /);
    const twice = lines(PATH, { ...bearer(staff), ...JSON_TYPE, "Content-Length": "3\r\nContent-Length: 4" });
    expect(await say(twice)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it("that drips is given up in time", () => {
    expect(server.headersTimeout).toBeLessThanOrEqual(10_000);
    expect(server.requestTimeout).toBeLessThanOrEqual(30_000);
  });
});
