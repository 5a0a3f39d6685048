import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sessionOf } from "../../src/app/desk/sessions.ts";
import type { DeskEvent } from "../../src/browser/desk/port.ts";
import { askDoor, beginWork } from "../../src/browser/desk/worker/come-in.ts";
import { leave, leaveEverywhere, stayAwake } from "../../src/browser/desk/worker/leave.ts";
import { membersPort } from "../../src/browser/desk/worker/members.ts";
import { NOTHING } from "../../src/browser/desk/worker/received.ts";
import type { Workplace } from "../../src/browser/desk/worker/workplace.ts";
import { type Command, signCommand } from "../../src/crypto/command.ts";
import { printBase64 } from "../../src/domain/base64.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { type DeskRig, openDeskRig } from "./desk-rig.ts";

let rig: DeskRig;
beforeEach(async () => {
  rig = await openDeskRig();
});
afterEach(() => rig.close());

const PATH = "/api/desk/session/touch";
const own = (place: Workplace) => place.api.get("/session", NOTHING).then(() => "in");

/** What the server sees, past every convenience of the Worker. */
async function knock(place: Workplace, change: Partial<Command> & { readonly as?: Uint8Array } = {}, body = "{}") {
  const { token, session, keys, trusted, auditHead } = place.atWork();
  const command: Command = {
    method: "POST",
    path: PATH,
    body: new TextEncoder().encode("{}"),
    session,
    counter: 1,
    registryHead: trusted.registry.hash,
    auditHead,
    ...change,
  };
  const signature = signCommand(rig.house.parts.sodium, keys.sign, command);
  const response = await fetch(rig.base + PATH, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${printBase64(change.as ?? token)}`,
      "Content-Type": "application/json",
      "Pana-Counter": `${change.counter ?? 1}`,
      "Pana-Signature": printBase64(signature),
      "Pana-Heads": `${printBase64(trusted.registry.hash)}.${printBase64(auditHead)}`,
    },
    body,
  });
  return { status: response.status, body: await response.json() };
}

describe("a session", () => {
  it("is over on the server after ten minutes in which nothing was done, and not before", async () => {
    const place = await rig.atWork(rig.house.members.hotline);
    const { token } = place.atWork();
    const asked = () =>
      fetch(`${rig.base}/api/desk/session`, { headers: { Authorization: `Bearer ${printBase64(token)}` } });
    rig.house.clock.pass(10 * MINUTE_MS - 1);
    expect((await asked()).status).toBe(200);
    rig.house.clock.pass(1);
    const late = await asked();
    expect([late.status, await late.json()]).toEqual([401, { refused: "desk/signed-out" }]);
    rig.house.clock.pass(-1);
    expect((await asked()).status).toBe(401);
  });

  it("is kept awake by what she does, and not by what is read by itself", async () => {
    const place = await rig.atWork(rig.house.members.hotline);
    rig.house.clock.pass(6 * MINUTE_MS);
    await stayAwake(place);
    rig.house.clock.pass(6 * MINUTE_MS);
    expect(await own(place)).toBe("in");
    rig.house.clock.pass(5 * MINUTE_MS);
    await expect(own(place)).rejects.toThrow("desk/signed-out");
  });

  it("ends after eight hours of work, however busy", async () => {
    const place = await rig.atWork(rig.house.members.hotline);
    const token = place.atWork().token.slice(); // The Worker wipes its own.
    for (let minutes = 0; minutes < 479; minutes += 8) {
      await stayAwake(place);
      rig.house.clock.pass(8 * MINUTE_MS);
    }
    expect(() => place.atWork()).toThrow("desk/signed-out");
    const headers = { Authorization: `Bearer ${printBase64(token)}` };
    expect((await fetch(`${rig.base}/api/desk/session`, { headers })).status).toBe(401);
  });

  it("locks itself in the Worker and says why", async () => {
    const place = await rig.atWork(rig.house.members.hotline);
    const heard: DeskEvent[] = [];
    place.hear((event) => heard.push(event));
    const { keys, token } = place.atWork();
    rig.house.clock.pass(10 * MINUTE_MS);
    place.lockWhenOver();
    expect(heard).toEqual([{ event: "locked", why: "idle" }]);
    for (const secret of [keys.sign.secretKey, keys.auth.secretKey, keys.box.secretKey]) {
      expect(secret.every((byte) => byte === 0)).toBe(true);
    }
    expect(token.every((byte) => byte === 0)).toBe(true);
    place.lockWhenOver();
    expect(heard).toHaveLength(1);
  });

  it("says that the day is over rather than that nothing was done", async () => {
    const place = await rig.atWork(rig.house.members.hotline);
    const heard: DeskEvent[] = [];
    place.hear((event) => heard.push(event));
    rig.house.clock.pass(8 * HOUR_MS);
    place.lockWhenOver();
    expect(heard).toEqual([{ event: "locked", why: "limit" }]);
  });

  it("is over for the server, too, when she locks", async () => {
    const place = await rig.atWork(rig.house.members.hotline);
    const token = place.atWork().token.slice();
    await leave(place);
    const headers = { Authorization: `Bearer ${printBase64(token)}` };
    expect((await fetch(`${rig.base}/api/desk/session`, { headers })).status).toBe(401);
    expect(() => place.atWork()).toThrow("desk/signed-out");
  });

  it("outlives a restart of the server, since only a hash of its token is kept", async () => {
    const { members, clock } = rig.house;
    const place = await rig.atWork(members.hotline);
    const { token } = place.atWork();
    const again = await rig.house.restart();
    try {
      expect((await sessionOf(again.parts, token)).memberId).toEqual(members.hotline.id);
      clock.pass(10 * MINUTE_MS);
      await expect(sessionOf(again.parts, token)).rejects.toThrow("desk/signed-out");
    } finally {
      await again.house.close();
    }
  });

  it("ends on all devices at once when she signs out everywhere", async () => {
    const first = await rig.atWork(rig.house.members.hotline);
    const second = await rig.atWork(rig.house.members.hotline);
    const stranger = await rig.atWork(rig.house.members.centre);
    await leaveEverywhere(first);
    await expect(own(second)).rejects.toThrow("desk/signed-out");
    expect(await own(stranger)).toBe("in");
  });

  it("is replaced by the next one of the same device", async () => {
    const world = rig.world();
    const first = await rig.atWork(rig.house.members.hotline, world);
    const old = first.atWork().token.slice();
    const record = await world.store.read("device", Buffer.from(rig.house.members.hotline.id).toString("hex"));
    expect(record).not.toBeNull();
    const { nonce } = await askDoor(first, rig.house.members.hotline.id);
    if (record === null) return;
    const { id: memberId, seed } = rig.house.members.hotline;
    await beginWork(first, record, { memberId, seed: seed.slice() as typeof seed, nonce });
    const headers = { Authorization: `Bearer ${printBase64(old)}` };
    expect((await fetch(`${rig.base}/api/desk/session`, { headers })).status).toBe(401);
    expect(await own(first)).toBe("in");
  });

  it("of a removed member is refused within one request", async () => {
    const { hotline } = rig.house.members;
    const other = await rig.admitted(hotline, "staff");
    const place = await rig.atWork(other);
    const heard: DeskEvent[] = [];
    place.hear((event) => heard.push(event));
    expect(await own(place)).toBe("in");
    const admin = await rig.atWork(hotline);
    const memberId = Buffer.from(other.id).toString("hex");
    expect(await membersPort(admin).remove(memberId, () => {})).toEqual({});
    await expect(own(place)).rejects.toThrow("desk/signed-out");
    expect(heard).toEqual([{ event: "locked", why: "signed-out" }]);
    await expect(rig.atWork(other)).rejects.toThrow("desk/wrong-passphrase");
  });
});

describe("a command", () => {
  it("is taken once: the same counter, or a lower one, is refused", async () => {
    const place = await rig.atWork(rig.house.members.hotline);
    expect((await knock(place, { counter: 5 })).status).toBe(200);
    for (const counter of [5, 4]) {
      expect(await knock(place, { counter })).toEqual({ status: 409, body: { refused: "desk/repeated-command" } });
    }
    expect((await knock(place, { counter: 6 })).status).toBe(200);
  });

  it.each([
    ["another path", { path: "/api/desk/session/end" }],
    ["another method", { method: "GET" }],
    ["another body", { body: new TextEncoder().encode('{"on":true}') }],
    ["another registry", { registryHead: new Uint8Array(32) }],
    ["another audit", { auditHead: new Uint8Array(32).fill(9) }],
  ])("signed for %s is refused", async (_what, change) => {
    const place = await rig.atWork(rig.house.members.hotline);
    expect(await knock(place, change)).toEqual({ status: 403, body: { refused: "desk/bad-signature" } });
    expect((await knock(place)).status).toBe(200);
  });

  it("signed for another session is refused, even of the same member", async () => {
    const first = await rig.atWork(rig.house.members.hotline);
    const second = await rig.atWork(rig.house.members.hotline);
    const refused = await knock(first, { as: second.atWork().token });
    expect(refused).toEqual({ status: 403, body: { refused: "desk/bad-signature" } });
  });

  it("signed by somebody else is refused", async () => {
    const hers = await rig.atWork(rig.house.members.hotline);
    const other = await rig.atWork(rig.house.members.centre);
    const { token, session } = hers.atWork();
    expect((await knock(other, { as: token, session })).status).toBe(403);
  });

  it("without a signature, a counter or heads is refused", async () => {
    const place = await rig.atWork(rig.house.members.hotline);
    const headers = {
      Authorization: `Bearer ${printBase64(place.atWork().token)}`,
      "Content-Type": "application/json",
    };
    const response = await fetch(rig.base + PATH, { method: "POST", headers, body: "{}" });
    expect([response.status, await response.json()]).toEqual([403, { refused: "desk/bad-signature" }]);
  });

  it("goes only when the one before was answered, so that none overtakes another", async () => {
    const place = await rig.atWork(rig.house.members.hotline);
    const many = Array.from({ length: 12 }, () => stayAwake(place));
    await expect(Promise.all(many)).resolves.toHaveLength(12);
  });
});

describe("a token", () => {
  it.each(["", "Bearer", "Bearer x", `Bearer ${"A".repeat(43)}`, `Basic ${"A".repeat(43)}`])(
    "that is %j lets nobody in",
    async (value) => {
      const response = await fetch(`${rig.base}/api/desk/session`, { headers: { Authorization: value } });
      expect([response.status, await response.json()]).toEqual([401, { refused: "desk/signed-out" }]);
    },
  );
});
