import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ChatAddress } from "../../src/domain/chat.ts";
import { type CaseId, type EntryId, newId, type OrganisationId, type OutboxId } from "../../src/domain/ids.ts";
import { DAY_MS, later, type UnixMs } from "../../src/domain/time.ts";
import { isOnDisk, keysAtHand, random, wrappedIn } from "./open-keys.ts";

const CHAT: ChatAddress = { channel: "telegram", id: "700100200" };
const OTHERS: readonly ChatAddress[] = [
  { channel: "telegram", id: "700100201" },
  { channel: "whatsapp", id: "700100200" },
  { channel: "telegram", id: "0700100200" },
];
const WORDS = new TextEncoder().encode("words of hers");

describe("what a chat keeps", () => {
  it("comes back from its row, in a later run too, under the tag that is looked for", async () => {
    const keys = await keysAtHand();
    const before = keys.service();
    const link = before.sealLink(CHAT, 3, WORDS);
    const state = before.sealState(CHAT, 4, WORDS);
    const trace = before.sealTrace(CHAT, WORDS, 0 as UnixMs);
    const item = before.sealOutbox(newId<OutboxId>(random), 77 as UnixMs, WORDS);
    expect([link.version, state.version, item.due]).toEqual([3, 4, 77]);

    const after = keys.service();
    expect(after.openLink(CHAT, link)).toEqual(WORDS);
    expect(after.openState(CHAT, state)).toEqual(WORDS);
    expect(after.openTrace(CHAT, trace)).toEqual(WORDS);
    expect(after.openOutbox(item)).toEqual(WORDS);
    expect(after.linkTags(CHAT)[0]).toEqual(link.tag);
    expect(after.stateTags(CHAT)[0]).toEqual(state.tag);
    expect(after.traceTags(CHAT)[0]).toEqual(trace.tag);
  });

  it("is found and opened by no other chat, not even by the same number on another channel", async () => {
    const service = (await keysAtHand()).service();
    const link = service.sealLink(CHAT, 1, WORDS);
    const state = service.sealState(CHAT, 1, WORDS);
    const trace = service.sealTrace(CHAT, WORDS, 0 as UnixMs);
    for (const other of OTHERS) {
      expect(service.linkTags(other)).not.toContainEqual(link.tag);
      expect(service.stateTags(other)).not.toContainEqual(state.tag);
      expect(service.traceTags(other)).not.toContainEqual(trace.tag);
      expect(() => service.openLink(other, link)).toThrow("crypto/cannot-open");
      expect(() => service.openState(other, state)).toThrow("crypto/cannot-open");
      expect(() => service.openTrace(other, trace)).toThrow("crypto/cannot-open");
    }
  });

  it("tells the clock whose trace it is, by the key of the day alone, and nobody else", async () => {
    const service = (await keysAtHand()).service();
    const trace = service.sealTrace(CHAT, WORDS, 5 as UnixMs);
    expect([service.chatOfTrace(trace), trace.due]).toEqual([CHAT, 5]);
    expect(Buffer.from(trace.address ?? []).includes(Buffer.from(CHAT.id))).toBe(false);
    const stranger = service.sealTrace({ channel: "telegram", id: "1" }, WORDS, 5 as UnixMs);
    expect(() => service.chatOfTrace({ ...trace, address: stranger.address })).toThrow("crypto/cannot-open");
    expect(service.chatOfTrace({ ...trace, address: null })).toBeNull();
  });

  it("does not open as an older edition of itself, nor as another parcel", async () => {
    const service = (await keysAtHand()).service();
    const state = service.sealState(CHAT, 1, WORDS);
    const item = service.sealOutbox(newId<OutboxId>(random), 0 as UnixMs, WORDS);
    expect(() => service.openState(CHAT, { ...state, version: 2 })).toThrow("crypto/cannot-open");
    expect(() => service.openOutbox({ ...item, id: newId<OutboxId>(random) })).toThrow("crypto/cannot-open");
  });

  it("shows nothing of the chat in its rows", async () => {
    const service = (await keysAtHand()).service();
    const needle = Buffer.from(CHAT.id);
    const link = service.sealLink(CHAT, 1, WORDS);
    const rows = [link, service.sealState(CHAT, 1, WORDS), service.sealTrace(CHAT, WORDS, 0 as UnixMs)];
    for (const { row, tag } of rows) {
      expect(Buffer.from(row).includes(needle)).toBe(false);
      expect(Buffer.from(row).includes(Buffer.from(WORDS))).toBe(false);
      expect(Buffer.from(tag).includes(needle)).toBe(false);
    }
    expect(new Set(rows.map(({ tag }) => Buffer.from(tag).toString("hex"))).size).toBe(3);
  });
});

describe("the rows of a case", () => {
  it("are locked under the key of their case, and nothing opens once it is ended", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    const [mine, other] = [newId<CaseId>(random), newId<CaseId>(random)];
    await Promise.all([service.cases.create(mine), service.cases.create(other)]);
    const rowId = newId<EntryId>(random);
    const locked = service.lockRow(mine, rowId, WORDS);
    const neighbour = service.lockRow(other, rowId, WORDS);
    expect(service.unlockRow(mine, rowId, locked)).toEqual(WORDS);
    expect(() => service.unlockRow(other, rowId, locked)).toThrow("crypto/cannot-open");
    expect(() => service.unlockRow(mine, newId<EntryId>(random), locked)).toThrow("crypto/cannot-open");

    const wrapped = (["shred", "reply"] as const).map((kind) => wrappedIn(keys.path, kind, mine));
    expect(wrapped.every((bytes) => isOnDisk(keys.path, bytes))).toBe(true);
    service.cases.destroy(mine);
    expect(wrapped.some((bytes) => isOnDisk(keys.path, bytes))).toBe(false);
    for (const each of [service, keys.service()]) {
      expect(() => each.unlockRow(mine, rowId, locked)).toThrow("keys/destroyed");
      expect(() => each.lockRow(mine, rowId, WORDS)).toThrow("keys/destroyed");
      expect(each.unlockRow(other, rowId, neighbour)).toEqual(WORDS);
    }
  });

  it("cannot be locked for a case that never was", async () => {
    const service = (await keysAtHand()).service();
    expect(() => service.lockRow(newId<CaseId>(random), newId<EntryId>(random), WORDS)).toThrow("keys/destroyed");
  });
});

describe("the keys of new cases", () => {
  it("are on the disk when creating them is done, and fifty of one moment share one write", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    const next = keys.store();
    const changes = () => readFileSync(keys.path).readUInt32BE(24); // The file change counter of SQLite's header.
    const before = changes();
    const ids = Array.from({ length: 50 }, () => newId<CaseId>(random));
    const durable = await Promise.all(
      ids.map(async (id) => {
        await service.cases.create(id);
        return next.find("shred", id) !== null && next.find("reply", id) !== null;
      }),
    );
    expect(durable.every(Boolean)).toBe(true);
    expect(changes() - before).toBe(1);
  });

  it("are promised to nobody when they cannot be written", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    const waiting = [1, 2, 3].map(() => service.cases.create(newId<CaseId>(random)));
    keys.close();
    for (const each of await Promise.allSettled(waiting)) {
      expect(each).toMatchObject({ status: "rejected", reason: { code: "keys/unavailable" } });
    }
  });

  it("bear the time of the house, not of a clock that was set back: a sweeper would take them for old", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    const now = service.time.now();
    keys.clock.pass(-2 * DAY_MS);
    const id = newId<CaseId>(random);
    await service.cases.create(id);
    expect(service.cases.bornBefore(now)).toEqual([]);
    expect(service.cases.bornBefore(later(now, 1))).toEqual([id]);
  });
});

describe("the way back to a person", () => {
  const caseId = newId<CaseId>(random);
  const organisationId = newId<OrganisationId>(random);
  const place = { caseId, organisationId };
  const opened = async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    await service.cases.create(caseId);
    const expiresAt = later(service.time.now(), 30 * DAY_MS);
    const path = { policy: "when-she-writes", expiresAt, chat: CHAT } as const;
    return { keys, service, path, token: service.mintReply(place, path) };
  };

  it("opens for its case and organisation only", async () => {
    const { keys, service, path, token } = await opened();
    expect(service.openReply(place, token)).toEqual(path);
    expect(keys.service().openReply(place, token)).toEqual(path);
    const stranger = { caseId, organisationId: newId<OrganisationId>(random) };
    expect(() => service.openReply(stranger, token)).toThrow("crypto/cannot-open");
    const otherCase = newId<CaseId>(random);
    await service.cases.create(otherCase);
    expect(() => service.openReply({ caseId: otherCase, organisationId }, token)).toThrow("crypto/cannot-open");
    expect(() => service.openReply({ ...place, caseId: newId<CaseId>(random) }, token)).toThrow("keys/destroyed");
  });

  it("is over when its time is over, by the time of the house", async () => {
    const { keys, service, token } = await opened();
    keys.clock.pass(30 * DAY_MS + 1);
    expect(() => service.openReply(place, token)).toThrow("reply/contact-ended");
    keys.clock.pass(-20 * DAY_MS);
    expect(() => service.openReply(place, token)).toThrow("reply/contact-ended");
  });

  it("is gone for every token when contact is ended; the case stays readable", async () => {
    const { keys, service, path, token } = await opened();
    const rowId = newId<EntryId>(random);
    const locked = service.lockRow(caseId, rowId, WORDS);
    const second = service.mintReply(place, path);
    const wrapped = wrappedIn(keys.path, "reply", caseId);
    service.cases.destroyReply(caseId);
    for (const each of [token, second]) {
      expect(() => service.openReply(place, each)).toThrow("keys/destroyed");
      expect(() => keys.service().openReply(place, each)).toThrow("keys/destroyed");
    }
    expect(isOnDisk(keys.path, wrapped)).toBe(false);
    expect(() => service.mintReply(place, path)).toThrow("keys/destroyed");
    expect(service.unlockRow(caseId, rowId, locked)).toEqual(WORDS);
  });
});

describe("the bot's signing key", () => {
  it("is made once and is the same for every service on the file", async () => {
    const keys = await keysAtHand();
    const [one, other] = [keys.service(), keys.service()];
    const bot = one.bot();
    expect(bot.kind).toBe("bot");
    expect(other.bot()).toEqual(bot);
    expect(keys.service().bot()).toEqual(bot);
    expect((await keysAtHand()).service().bot()).not.toEqual(bot);
  });
});

describe("a signed file that was in force", () => {
  it("is never followed by an older one, after a restart neither", async () => {
    const keys = await keysAtHand();
    keys.service().mustNotGoBack("registry", 5);
    const service = keys.service();
    expect(() => service.mustNotGoBack("registry", 4)).toThrow("registry/rollback");
    service.mustNotGoBack("registry", 5);
    service.mustNotGoBack("registry", 9);
    expect(() => service.mustNotGoBack("registry", 5)).toThrow("registry/rollback");
    service.mustNotGoBack("charter", 1);
  });
});

describe("a key service whose file is gone", () => {
  it("says so for everything that needs a key it does not hold", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    const caseId = newId<CaseId>(random);
    await service.cases.create(caseId);
    keys.close();
    expect(() => service.lockRow(caseId, newId<EntryId>(random), WORDS)).toThrow("keys/unavailable");
    expect(() => service.time.roll()).toThrow("keys/unavailable");
    await expect(service.cases.create(newId<CaseId>(random))).rejects.toThrow("keys/unavailable");
    keys.clock.pass(DAY_MS);
    expect(() => service.sealState(CHAT, 1, WORDS)).toThrow("keys/unavailable");
  });
});
