import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PERMISSIONS } from "../../src/domain/desk/permission.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import { newId, printHex } from "../../src/domain/ids.ts";
import { keepCase } from "../app/make-cases.ts";
import type { Staff } from "../support/staff.ts";
import { bearer, command, DeskWorld } from "./desk-world.ts";

let world: DeskWorld;
let own: Record<"hotline" | "operator" | "reader" | "secondHotline", Staff>;
let caseId: CaseId;
beforeAll(async () => {
  world = await DeskWorld.open();
  caseId = await keepCase(world.parts, "1");
  const [hotline, operator, reader, secondHotline] = await Promise.all([
    world.staff("hotline"),
    world.staff("operator"),
    world.staff("reader"),
    world.staff("secondHotline"),
  ]);
  own = { hotline, operator, reader, secondHotline };
});
afterAll(() => world.close());

/** The path with an id for each of its parameters. */
const filled = (path: string, id = printHex(caseId)) => path.replaceAll(/:\w+/g, id);
const routes = () => world.desk.listed.filter(({ needs }) => needs !== "door");
const send = ({ method, path }: { method: string; path: string }, staff: Staff | null, id?: string) => {
  const at = filled(path, id);
  if (staff === null) {
    const headers = { "Content-Type": "application/json" };
    return world.ask(at, method === "GET" ? {} : { method, headers, body: "{}" });
  }
  return method === "GET" ? world.ask(at, { headers: bearer(staff) }) : command(world, staff, at, "{}");
};

describe("every route of the desk", () => {
  it("is one of those that name a permission, or a door", () => {
    const registered = world.desk.app.routes.filter(({ method }) => method !== "ALL");
    const listed = world.desk.listed.map(({ method, path }) => `${method} /api/desk${path}`);
    expect(registered.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...listed].sort());
    expect(routes().length).toBeGreaterThan(20);
  });

  it("refuses who is not signed in, whatever she sends", async () => {
    for (const route of routes()) {
      const answer = await send(route, null);
      expect([route.path, answer.status, await answer.json()]).toEqual([
        route.path,
        401,
        { refused: "desk/signed-out" },
      ]);
    }
  });

  it("refuses a role that its permission does not name, and says nothing else", async () => {
    let refused = 0;
    for (const route of routes()) {
      const roles: readonly string[] = route.needs === "door" ? [] : PERMISSIONS[route.needs];
      for (const who of [own.reader, own.operator]) {
        if (roles.includes(who === own.reader ? "reader" : "staff")) continue;
        const answer = await send(route, who);
        expect([route.path, answer.status, await answer.json()]).toEqual([
          route.path,
          403,
          { refused: "desk/not-allowed" },
        ]);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(15);
  });
});

describe("sealing.md 8, 31: the id of another organisation's case", () => {
  it("is answered like an id that nobody has, byte for byte, by every route", async () => {
    const nobody = printHex(newId(world.parts.random));
    for (const route of routes().filter(({ path }) => path.startsWith("/cases/"))) {
      const [foreign, unknown] = [await send(route, own.secondHotline), await send(route, own.secondHotline, nobody)];
      expect([route.path, foreign.status, await foreign.text()]).toEqual([
        route.path,
        unknown.status,
        await unknown.text(),
      ]);
      expect([...foreign.headers].sort()).toEqual([...unknown.headers].sort());
    }
    const opened = await command(world, own.secondHotline, `/cases/${printHex(caseId)}/open`, "{}");
    expect([opened.status, await opened.json()]).toEqual([404, { refused: "case/not-found" }]);
  });

  it("leaves a record in the audit, the same for both", async () => {
    const before = (await world.parts.store.auditTail())?.seq ?? 0;
    await command(world, own.secondHotline, `/cases/${printHex(caseId)}/open`, "{}");
    await command(world, own.secondHotline, `/cases/${printHex(newId(world.parts.random))}/open`, "{}");
    const records = await world.parts.store.auditBefore(before + 3, 2);
    expect(records.map(({ seq }) => seq)).toEqual([before + 2, before + 1]);
  });

  it("is no id at all: the same", async () => {
    for (const id of ["x", "0", "00".repeat(15), "00".repeat(17), "..%2f..", "%00"]) {
      const answer = await command(world, own.operator, `/cases/${id}/open`, "{}");
      expect([id, answer.status]).toEqual([id, 404]);
    }
  });
});

describe("sealing.md 8, 29: a request from somewhere else", () => {
  const path = () => `/cases/${printHex(caseId)}/claim`;

  it("with a body that is no JSON is refused with 415, before anything is looked at", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "application/jsonp",
    ]) {
      const headers = { ...bearer(own.operator), "Content-Type": type };
      expect((await world.ask(path(), { method: "POST", headers, body: "{}" })).status).toBe(415);
    }
    expect((await world.ask(path(), { method: "POST", headers: bearer(own.operator) })).status).toBe(415);
  });

  it("of another origin is refused, and no other page may read the answer", async () => {
    const headers = { ...bearer(own.operator), Origin: "https://evil.example" };
    const answer = await world.ask("/queue", { headers });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([403, null]);
    expect(
      (await world.ask("/queue", { headers: { ...bearer(own.operator), "Sec-Fetch-Site": "cross-site" } })).status,
    ).toBe(403);
    const asked = await world.ask("/queue", { method: "OPTIONS", headers: { Origin: "https://evil.example" } });
    expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([403, null]);
  });

  it("of the console's own origin is let in by name, never by a star", async () => {
    const answer = await world.ask("/queue", { headers: { ...bearer(own.operator), Origin: "http://desk.test" } });
    expect([answer.status, answer.headers.get("access-control-allow-origin"), answer.headers.get("vary")]).toEqual([
      200,
      "http://desk.test",
      "Origin, Sec-Fetch-Site",
    ]);
  });

  it("without the token of a session is refused with 401", async () => {
    for (const value of ["", "Bearer", "Bearer x", `Basic ${"a".repeat(43)}`, `Bearer ${"A".repeat(43)}`]) {
      expect((await world.ask("/queue", { headers: { Authorization: value } })).status).toBe(401);
    }
  });
});

describe("sealing.md 8, 30: a body that is too large", () => {
  it("is refused with 413, whether it says its length or not", async () => {
    const path = `/cases/${printHex(caseId)}/claim`;
    const body = " ".repeat(1_048_577);
    expect((await command(world, own.operator, path, body)).status).toBe(413);
    const pieces = new ReadableStream<Uint8Array>({
      pull: (out) => out.enqueue(new Uint8Array(65_536)),
    });
    const headers = { ...bearer(own.operator), "Content-Type": "application/json" };
    const endless = { method: "POST", headers, body: pieces, duplex: "half" } as RequestInit;
    expect((await world.ask(path, endless)).status).toBe(413);
  });
});

describe("sealing.md 8, 32: a member who was removed", () => {
  it("is out with her next request", async () => {
    const left = await world.staff("secondOperator");
    expect((await world.ask("/queue", { headers: bearer(left) })).status).toBe(200);
    const admin = await world.staff("hotline");
    await admin.must((port) => port.house.remove(printHex(left.memberId), () => {}));
    for (const route of routes()) expect([route.path, (await send(route, left)).status]).toEqual([route.path, 401]);
  });
});

describe("an answer of the desk", () => {
  it("bears the headers of an interface, refusals too", async () => {
    for (const answer of [await world.ask("/queue", { headers: bearer(own.operator) }), await world.ask("/nowhere")]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store, no-transform",
        "referrer-policy": "no-referrer",
        "x-frame-options": "DENY",
      });
      expect(answer.headers.get("content-encoding")).toBeNull();
    }
  });

  it("is given to GET and POST only", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "HEAD"])
      expect((await world.ask("/queue", { method, headers: bearer(own.operator) })).status).toBe(405);
  });
});
