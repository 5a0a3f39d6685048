import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openDeskPort } from "../../src/browser/desk/worker/desk-port.ts";
import type { World } from "../../src/browser/desk/worker/world.ts";
import { parseAuditRecord } from "../../src/crypto/audit.ts";
import { printSheet } from "../../src/crypto/enrolment-sheet.ts";
import { type SignKeypair, type SignPublicKey, signKeypair } from "../../src/crypto/keypairs.ts";
import { signLogin, signSession } from "../../src/crypto/login.ts";
import { parseWrapHeader } from "../../src/crypto/member-wrap.ts";
import { type DeviceSecret, KDF_DEFAULT, loginKeypair, stretchPassphrase } from "../../src/crypto/passphrase.ts";
import { solvePuzzle } from "../../src/crypto/proof-of-work.ts";
import { parseBase64, printBase64 } from "../../src/domain/base64.ts";
import type { LoginStarted, WrappedSeed } from "../../src/domain/desk/door-answers.ts";
import { parseHex, printHex } from "../../src/domain/ids.ts";
import type { MemberFile } from "../../src/domain/member-file.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { type DeskRig, type Meddle, openDeskRig } from "./desk-rig.ts";

/** й and ё are one code point each in NFC, two in NFD. */
const PASSPHRASE = "тихий ёжик идёт домой".normalize("NFC");

let rig: DeskRig;
let file: MemberFile;
/** A browser in which she is at home; nobody is at work in it. */
let home: World;
/** Of the file and its passphrase. */
let login: SignKeypair;
beforeAll(async () => {
  ({ rig, file, home } = await openHome());
  login = await loginOf(file);
}, 60_000);
afterAll(() => rig.close());
afterEach(() => rig.house.clock.pass(HOUR_MS)); // What was tried in vain is forgiven.

/** A server of its own for what would change the others' passphrase. */
async function openHome() {
  const opened = await openDeskRig();
  const made = await opened.file(opened.house.members.hotline, PASSPHRASE);
  const world = opened.world();
  const { door } = openDeskPort(world);
  const came = await door.bringFile(JSON.stringify(made), PASSPHRASE);
  if (came.refused !== undefined) throw new Error(came.refused);
  await door.lock();
  return { rig: opened, file: made, home: world };
}

const bytes = (text: string) => parseBase64(text) ?? new Uint8Array();
const knock = async <T>(path: string, body: object): Promise<{ readonly status: number; readonly said: T }> => {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`${rig.base}/api/desk${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, said: (await response.json()) as T };
};
const start = async (member: string) => (await knock<LoginStarted>("/login/start", { member })).said;

/** Her login key, from the file and the passphrase. */
async function loginOf(of: MemberFile) {
  const { sodium } = rig.house.parts;
  const memberId = rig.house.members.hotline.id;
  const { kdf, salt } = parseWrapHeader(parseHex(of.wrapped) ?? new Uint8Array());
  const device = parseHex(of.device) as DeviceSecret;
  return loginKeypair(sodium, await stretchPassphrase(sodium, PASSPHRASE, { memberId, device, kdf, salt }));
}

describe("a member file", () => {
  it("lets her in with her passphrase, and from then on the passphrase alone does", async () => {
    const world = rig.world();
    const { door } = openDeskPort(world);
    const came = await door.bringFile(JSON.stringify(file), PASSPHRASE);
    expect(came).toMatchObject({
      session: {
        memberId: file.member,
        role: "admin",
        organisation: { name: "Test Hotline" },
        news: [],
        charter: "in-force",
      },
    });
    await door.lock();
    const known = await door.welcome();
    expect(known).toMatchObject({
      welcome: { demo: false, known: [{ memberId: file.member, organisation: "Test Hotline" }] },
    });
    expect(await door.unlock(file.member, PASSPHRASE)).toMatchObject({ session: { memberId: file.member } });
  });

  it("does not open with another passphrase, and the server hears nothing of it", async () => {
    const before = rig.sent.length;
    const { door } = openDeskPort(rig.world());
    expect(await door.bringFile(JSON.stringify(file), "тихий ёжик идёт к себе")).toEqual({
      refused: "desk/wrong-passphrase",
    });
    expect(await door.bringFile(JSON.stringify(file), "")).toEqual({ refused: "desk/wrong-passphrase" });
    expect(await door.bringFile("{}", PASSPHRASE)).toEqual({ refused: "crypto/malformed" });
    expect(rig.sent.length).toBe(before);
  });

  it("brings no old passphrase back once she has changed it", async () => {
    const { rig, file } = await openHome();
    const next = "совсем другие слова для двери";
    const { door } = openDeskPort(rig.world());
    await door.bringFile(JSON.stringify(file), PASSPHRASE);
    expect(await door.changePassphrase("не та фраза, совсем не та", next)).toEqual({
      refused: "desk/wrong-passphrase",
    });
    expect(await door.changePassphrase(PASSPHRASE, "короткая")).toEqual({ refused: "desk/weak-passphrase" });
    expect(await door.changePassphrase(PASSPHRASE, next)).toEqual({});
    expect(await door.touch()).toHaveProperty("idleLocksAt");
    const other = openDeskPort(rig.world()).door;
    expect(await other.bringFile(JSON.stringify(file), PASSPHRASE)).toEqual({ refused: "desk/wrong-passphrase" });
    await door.lock();
    expect(await door.unlock(file.member, PASSPHRASE)).toEqual({ refused: "desk/wrong-passphrase" });
    expect(await door.unlock(file.member, next)).toHaveProperty("session");
    await rig.close();
  }, 30_000);

  it("of somebody whom no charter lists lets nobody in", async () => {
    const stranger = rig.house.parts.random(16) as typeof rig.house.members.hotline.id;
    const forged = await rig.file({ ...rig.house.members.hotline, id: stranger }, PASSPHRASE);
    const { door } = openDeskPort(rig.world());
    expect(await door.bringFile(JSON.stringify(forged), PASSPHRASE)).toEqual({ refused: "desk/wrong-passphrase" });
  });
});

describe("a passphrase", () => {
  it("opens in either composition of its letters", async () => {
    const { door } = openDeskPort(home);
    expect(await door.unlock(file.member, PASSPHRASE.normalize("NFD"))).toHaveProperty("session");
  });

  it("that is wrong is refused in the same words as a member who does not exist", async () => {
    const world = home;
    const { door } = openDeskPort(world);
    const wrong = await door.unlock(file.member, "совсем другая фраза");
    const record = await world.store.read("device", file.member);
    const nobody = printHex(rig.house.parts.random(16));
    if (record !== null) await world.store.write("device", nobody, { ...record, memberId: nobody });
    expect(wrong).toEqual({ refused: "desk/wrong-passphrase" });
    expect(await door.unlock(nobody, PASSPHRASE)).toEqual(wrong);
    expect(await door.unlock("0".repeat(32), PASSPHRASE)).toEqual({ refused: "desk/not-found" });
  });

  it("never leaves the Worker, nor does a seed, a device secret or a key that opens anything", async () => {
    const { hotline } = rig.house.members;
    const world = home;
    const { door, house } = openDeskPort(world);
    await door.unlock(file.member, PASSPHRASE);
    await door.touch();
    await house.invite("Дана", "staff");
    const { sodium } = rig.house.parts;
    const secrets = [
      hotline.seed,
      hotline.keys.sign.secretKey.slice(0, 32),
      hotline.keys.auth.secretKey.slice(0, 32),
      hotline.keys.box.secretKey,
      login.secretKey.slice(0, 32),
      parseHex(file.device) ?? new Uint8Array(),
    ];
    const said = rig.sent.map(({ path, headers, body }) => `${path} ${[...headers].join(" ")} ${body}`).join("\n");
    expect(said).toContain("/login/finish");
    expect(said).toContain("/session/touch");
    for (const form of [PASSPHRASE, PASSPHRASE.normalize("NFD"), encodeURIComponent(PASSPHRASE)])
      expect(said).not.toContain(form);
    for (const text of [printBase64(new TextEncoder().encode(PASSPHRASE)), Buffer.from(PASSPHRASE).toString("hex")]) {
      expect(said).not.toContain(text);
    }
    for (const secret of secrets) {
      expect(said).not.toContain(printHex(secret));
      expect(said).not.toContain(printBase64(secret).slice(0, 40));
    }
    expect(sodium.memcmp(hotline.seed, new Uint8Array(32))).toBe(false);
  });
});

describe("a server that means harm", () => {
  it.each([
    ["a setting below the floor", { kdf: 0 }, "crypto/kdf-floor"],
    ["a setting that does not exist", { kdf: 9 }, "crypto/kdf-floor"],
    ["a salt of one byte", { salt: "AA" }, "crypto/malformed"],
    ["no salt", { salt: "" }, "crypto/malformed"],
    ["a puzzle without end", { puzzle: { nonce: "A".repeat(43), bits: 24 } }, "crypto/malformed"],
  ])("and asks for %s gets no answer, and nothing is computed", async (_what, change, code) => {
    const harmful: Meddle = (path, answer) =>
      path.endsWith("/login/start") ? { ...(answer as object), ...change } : answer;
    const { door } = openDeskPort(rig.world({ store: home.store }, harmful));
    expect(await door.unlock(file.member, PASSPHRASE)).toEqual({ refused: code });
    expect(rig.sent.at(-1)?.path).toBe("/api/desk/login/start");
  });

  it("and hands out another seed than she left there is noticed", async () => {
    const other = await rig.file({ ...rig.house.members.centre, id: rig.house.members.hotline.id }, PASSPHRASE);
    const harmful: Meddle = (path, answer) =>
      path.endsWith("/login/finish")
        ? { ...(answer as object), wrapped: printBase64(parseHex(other.wrapped) ?? new Uint8Array()) }
        : answer;
    const { door } = openDeskPort(rig.world({ store: home.store }, harmful));
    expect(await door.unlock(file.member, PASSPHRASE)).toEqual({ refused: "crypto/cannot-open" });
  });

  it("and says nothing at all leaves her where she was", async () => {
    const offline = () => Promise.reject(new TypeError("fetch failed"));
    const { door, house } = openDeskPort(rig.world({ store: home.store, fetch: offline }));
    expect(await door.unlock(file.member, PASSPHRASE)).toEqual({ refused: "desk/offline" });
    expect(await door.welcome()).toEqual({ refused: "desk/offline" });
    expect(await house.members()).toEqual({ refused: "desk/signed-out" });
  });
});

describe("a member who does not exist", () => {
  it("gets the same answer in shape, and the same salt at every try", async () => {
    const nobody = printHex(rig.house.parts.random(16));
    const [hers, his, again] = [await start(file.member), await start(nobody), await start(nobody)];
    const shape = ({ salt, nonce, puzzle }: LoginStarted) => [bytes(salt).length, bytes(nonce).length, puzzle];
    expect(shape(his)).toEqual(shape(hers));
    expect(Object.keys(his)).toEqual(Object.keys(hers));
    // The file of this test is made under the least setting; those of the ceremony are like whoever is not there.
    expect(his.kdf).toBe(KDF_DEFAULT);
    expect(his.salt).toBe(again.salt);
    expect(his.nonce).not.toBe(again.nonce);
    expect(his.salt).not.toBe((await start(printHex(rig.house.parts.random(16)))).salt);
  });

  it("is refused in the same words, and in the same time", async () => {
    const signature = printBase64(new Uint8Array(64).fill(1));
    const nobody = printHex(rig.house.parts.random(16));
    const times = new Map<string, number[]>([
      [file.member, []],
      [nobody, []],
    ]);
    for (let i = 0; i < 200; i += 1) {
      const member = i % 2 === 0 ? file.member : nobody;
      const before = performance.now();
      const { nonce } = await start(member);
      const refused = await knock("/login/finish", { member, nonce, signature, answer: null });
      times.get(member)?.push(performance.now() - before);
      expect(refused).toEqual({ status: 401, said: { refused: "desk/wrong-passphrase" } });
      if (i % 10 === 9) rig.house.clock.pass(HOUR_MS);
    }
    const [hers = 0, his = 0] = [...times.values()].map((of) => of.sort((a, b) => a - b)[of.length / 2]);
    expect(Math.abs(hers - his)).toBeLessThan(0.5 * Math.max(hers, his));
  });
});

describe("a challenge", () => {
  const finish = async (nonce: string, change: object = {}, key = login) => {
    const { sodium } = rig.house.parts;
    const challenge = { origin: rig.base, nonce: bytes(nonce), memberId: rig.house.members.hotline.id, ...change };
    const signature = printBase64(signLogin(sodium, key, challenge));
    return knock<WrappedSeed>("/login/finish", { member: file.member, nonce, signature, answer: null });
  };

  it("is good once", async () => {
    const { nonce } = await start(file.member);
    expect((await finish(nonce)).status).toBe(200);
    expect(await finish(nonce)).toEqual({ status: 401, said: { refused: "desk/wrong-passphrase" } });
  });

  it("is good for two minutes", async () => {
    const { nonce } = await start(file.member);
    rig.house.clock.pass(2 * MINUTE_MS);
    expect((await finish(nonce)).status).toBe(401);
  });

  it("of one member is worth nothing to another, nor one that the server did not make", async () => {
    const { nonce } = await start(printHex(rig.house.members.centre.id));
    expect((await finish(nonce)).status).toBe(401);
    expect((await finish(printBase64(new Uint8Array(32)))).status).toBe(401);
  });

  it("answered for another origin is refused", async () => {
    const { nonce } = await start(file.member);
    expect((await finish(nonce, { origin: "https://desk.example" })).status).toBe(401);
  });

  it("of the passphrase is not answered by the key of sessions, nor the other way round", async () => {
    const { sodium } = rig.house.parts;
    const { id: memberId, keys } = rig.house.members.hotline;
    const { nonce } = await start(file.member);
    expect((await finish(nonce, {}, keys.auth)).status).toBe(401);

    const session = signKeypair(sodium, rig.house.parts.random(32)).publicKey;
    const begin = async (sign: (challenge: Parameters<typeof signLogin>[2]) => Uint8Array) => {
      const fresh = await start(file.member);
      const signature = printBase64(sign({ origin: rig.base, nonce: bytes(fresh.nonce), memberId }));
      const body = { member: file.member, nonce: fresh.nonce, session: printBase64(session), signature };
      return (await knock("/login/session", body)).status;
    };
    expect(await begin((challenge) => signSession(sodium, login, challenge, session as SignPublicKey))).toBe(401);
    expect(await begin((challenge) => signLogin(sodium, keys.auth, challenge))).toBe(401);
    expect(await begin((challenge) => signSession(sodium, keys.auth, challenge, session as SignPublicKey))).toBe(200);
  });
});

describe("somebody who tries passphrases", () => {
  it("has to solve a puzzle before each try after ten, while she herself still gets in", async () => {
    const world = home;
    const signature = printBase64(new Uint8Array(64).fill(1));
    for (let i = 0; i < 10; i += 1) {
      const { nonce, puzzle } = await start(file.member);
      expect(puzzle).toBeNull();
      await knock("/login/finish", { member: file.member, nonce, signature, answer: null });
    }
    const { nonce, puzzle } = await start(file.member);
    expect(puzzle?.bits).toBeGreaterThan(10);
    const refused = await knock("/login/finish", { member: file.member, nonce, signature, answer: null });
    expect(refused).toEqual({ status: 429, said: { refused: "desk/proof-wanted" } });

    const { door } = openDeskPort(world);
    expect(await door.unlock(file.member, PASSPHRASE)).toHaveProperty("session");
    expect((await start(file.member)).puzzle).toBeNull();
  }, 30_000);

  it("in many names is known by the network it comes from, and others are not made to pay for it", async () => {
    const signature = printBase64(new Uint8Array(64).fill(1));
    rig.moveTo("203.0.113.7");
    for (let i = 0; i < 10; i += 1) {
      const member = printHex(rig.house.parts.random(16));
      const { nonce, puzzle } = await start(member);
      expect(puzzle).toBeNull();
      await knock("/login/finish", { member, nonce, signature, answer: null });
    }
    expect((await start(file.member)).puzzle).not.toBeNull();
    rig.moveTo("203.0.113.8");
    expect((await start(file.member)).puzzle).toBeNull();
    rig.moveTo("");
  });

  it("is told to her organisation once, and to nobody where there is no such member", async () => {
    const { parts } = rig.house;
    const signature = printBase64(new Uint8Array(64).fill(1));
    const anomalies = async () => {
      const rows = await parts.store.auditBefore(Number.MAX_SAFE_INTEGER, 1_000);
      return rows.filter(({ record }) => parseAuditRecord(record).action === "anomaly").length;
    };
    const before = [await anomalies(), (await parts.store.counts()).outbox] as const;
    for (const member of [file.member, printHex(parts.random(16))]) {
      for (let i = 0; i < 13; i += 1) {
        const { nonce, puzzle } = await start(member);
        const set = puzzle && { nonce: bytes(puzzle.nonce), bits: puzzle.bits };
        const answer = set && solvePuzzle(parts.sodium, set);
        const refused = await knock("/login/finish", { member, nonce, signature, answer });
        expect(refused).toEqual({ status: 401, said: { refused: "desk/wrong-passphrase" } });
      }
    }
    await vi.waitFor(async () => expect(await anomalies()).toBe(before[0] + 1));
    expect((await parts.store.counts()).outbox).toBe(before[1] + 1);
  }, 30_000);

  it("is forgiven after an hour", async () => {
    const signature = printBase64(new Uint8Array(64).fill(1));
    for (let i = 0; i < 10; i += 1) {
      const { nonce } = await start(file.member);
      await knock("/login/finish", { member: file.member, nonce, signature, answer: null });
    }
    expect((await start(file.member)).puzzle).not.toBeNull();
    rig.house.clock.pass(HOUR_MS);
    expect((await start(file.member)).puzzle).toBeNull();
  });
});

describe("the sheet of a member", () => {
  it("brings her in on another device, where her passphrase opens it", async () => {
    const { sodium } = rig.house.parts;
    const code = printSheet(sodium, {
      memberId: rig.house.members.hotline.id,
      device: parseHex(file.device) as DeviceSecret,
    });
    const { door } = openDeskPort(rig.world());
    expect(await door.bringSheet(code.toLowerCase().replaceAll("0", "o"), "На телефоне")).toEqual({
      member: { memberId: file.member, label: "На телефоне", organisation: "" },
    });
    expect(await door.unlock(file.member, PASSPHRASE)).toMatchObject({ session: { name: "На телефоне" } });
    expect(await door.bringSheet(`${code.slice(0, -1)}?`, "x")).toEqual({ refused: "crypto/malformed" });
  });
});

describe("a device", () => {
  it("forgets a member with everything that was kept of her", async () => {
    const world = rig.world();
    await openDeskPort(world).door.bringFile(JSON.stringify(file), PASSPHRASE);
    await world.store.write("head", `${file.member} ${"1".repeat(32)}`, { seq: 3, hash: new Uint8Array(32) });
    await world.store.write("head", `${"2".repeat(32)} ${"1".repeat(32)}`, { seq: 4, hash: new Uint8Array(32) });
    const { door } = openDeskPort(world);
    expect(await door.forgetDevice(file.member)).toEqual({});
    expect(await world.store.all("device")).toEqual([]);
    expect(await world.store.all("told")).toEqual([]);
    expect((await world.store.all("head")).map(({ seq }) => seq)).toEqual([4]);
    expect(await door.unlock(file.member, PASSPHRASE)).toEqual({ refused: "desk/not-found" });
  });
});
