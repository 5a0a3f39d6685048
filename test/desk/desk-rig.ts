import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { LoginDesk } from "../../src/app/desk/logins.ts";
import { type NewMember, newMember } from "../../src/app/founding.ts";
import { admitMember, openAdministrator } from "../../src/app/next-charter.ts";
import { askDoor, beginWork } from "../../src/browser/desk/worker/come-in.ts";
import { type DeviceRecord, memoryDeviceStore } from "../../src/browser/desk/worker/device-store.ts";
import { openWorkplace, type Workplace } from "../../src/browser/desk/worker/workplace.ts";
import type { World } from "../../src/browser/desk/worker/world.ts";
import type { MemberRole } from "../../src/crypto/charter.ts";
import { signKeypair } from "../../src/crypto/keypairs.ts";
import { wrapSeed } from "../../src/crypto/member-wrap.ts";
import { type DeviceSecret, KDF_FLOOR, SALT_BYTES, stretchPassphrase } from "../../src/crypto/passphrase.ts";
import { assembleDesk } from "../../src/desk/desk-api.ts";
import { type DemoMember, doorRoutes } from "../../src/desk/door-routes.ts";
import { memberRoutes } from "../../src/desk/member-routes.ts";
import { staffGate } from "../../src/desk/staff-gate.ts";
import { printHex } from "../../src/domain/ids.ts";
import type { MemberFile } from "../../src/domain/member-file.ts";
import { openTestHouse, type TestHouse, type TestHouseOptions, type TestMember } from "../support/test-house.ts";

/** One request as it left the Worker, and the answer as it came. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
  readonly status: number;
  readonly answer: string;
}

/** Changes what the network gives back: the server is somebody else's, or broken. */
export type Meddle = (path: string, answer: unknown) => unknown;

/** The desk's server over real HTTP on this machine, and Workers that speak to it. */
export interface DeskRig {
  readonly house: TestHouse;
  readonly base: string;
  /** Every request of every Worker of this rig, in order. */
  readonly sent: readonly Sent[];
  /** A browser: a Worker's world of its own, with nothing in its store. */
  readonly world: (change?: Partial<World>, meddle?: Meddle) => World;
  /** Somebody at work, without the second that her passphrase costs. */
  readonly atWork: (member: TestMember | NewMember, world?: World) => Promise<Workplace>;
  /** Her file, as the ceremony makes it. */
  readonly file: (member: TestMember, passphrase: string) => Promise<MemberFile>;
  /** Another member of an organisation, admitted by its administrator on the server. */
  readonly admitted: (admin: TestMember, role: MemberRole) => Promise<NewMember>;
  /** From now on requests come from this network. */
  readonly moveTo: (network: string) => void;
  readonly close: () => Promise<void>;
}

export interface DeskRigOptions extends TestHouseOptions {
  readonly demoMembers?: readonly DemoMember[];
}

export async function openDeskRig(options: DeskRigOptions = {}): Promise<DeskRig> {
  const house = await openTestHouse(options);
  const { parts } = house;
  const origins: string[] = [];
  const logins = new LoginDesk(parts, origins);
  const { app } = assembleDesk({ parts, origins }, staffGate(parts), [
    doorRoutes({ logins, demoMembers: () => options.demoMembers ?? null }),
    memberRoutes(house.house.reload),
  ]);
  const all = new Hono().route("/", app).get("/desk/pins.json", (c) => c.json(pinsOf(house)));
  const where = { network: "" };
  const answer = getRequestListener((request) => all.fetch(request, where));
  const server = await listening(createServer((request, response) => void answer(request, response)));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  origins.push(base);
  const sent: Sent[] = [];

  const world: DeskRig["world"] = (change = {}, meddle = (_path, answer) => answer) => ({
    sodium: parts.sodium,
    base,
    origin: base,
    fetch: recording(sent, meddle),
    random: parts.random,
    now: house.clock.now,
    every: () => () => {},
    store: memoryDeviceStore(),
    ...change,
  });
  return {
    house,
    base,
    sent,
    world,
    atWork: (member, own = world()) => beginAtOnce(openWorkplace(own), member),
    file: (member, passphrase) => fileOf(house, member, passphrase),
    admitted: async (admin, role) => {
      const member = newMember(parts.sodium, parts.random);
      const opened = await openAdministrator(parts, admin);
      await parts.store.commit(admitMember(parts, opened, member, role));
      await house.house.reload();
      return member;
    },
    moveTo: (network) => {
      where.network = network;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await house.close();
    },
  };
}

/** As the ceremony makes it, but under the least setting: tests wait for it. */
async function fileOf({ parts }: TestHouse, member: TestMember, passphrase: string): Promise<MemberFile> {
  const { sodium, random } = parts;
  const stretch = { memberId: member.id, device: random(32) as DeviceSecret, kdf: KDF_FLOOR, salt: random(SALT_BYTES) };
  const root = await stretchPassphrase(sodium, passphrase, stretch);
  return {
    v: 1,
    name: member.name,
    organisation: printHex(member.organisation),
    member: printHex(member.id),
    device: printHex(stretch.device),
    wrapped: printHex(wrapSeed(sodium, random, root, stretch, member.seed)),
  };
}

/** Comes in with a seed in hand: what follows a passphrase is the same. */
async function beginAtOnce(place: Workplace, member: TestMember | NewMember): Promise<Workplace> {
  const { sodium, random, store } = place.world;
  const memberId = printHex(member.id);
  const record: DeviceRecord = {
    memberId,
    label: "Айгүл",
    organisation: "",
    device: random(32),
    session: signKeypair(sodium, random(32)).publicKey,
    isWaiting: false,
  };
  await store.write("device", memberId, record);
  const { nonce } = await askDoor(place, member.id);
  await beginWork(place, record, { memberId: member.id, seed: member.seed.slice() as TestMember["seed"], nonce });
  return place;
}

export function pinsOf({ parts }: TestHouse) {
  const { roots, threshold } = parts.deployment().registry.registry;
  return { roots: roots.map(printHex), threshold };
}

function recording(sent: Sent[], meddle: Meddle): typeof fetch {
  return async (input, init) => {
    const path = new URL(String(input)).pathname;
    const response = await fetch(input, init);
    const text = await response.text();
    const body = init?.body instanceof Uint8Array ? new TextDecoder().decode(init.body) : String(init?.body ?? "");
    const said = { method: init?.method ?? "GET", path, headers: new Headers(init?.headers), body };
    sent.push({ ...said, status: response.status, answer: text });
    const answer = response.ok ? JSON.stringify(meddle(path, JSON.parse(text))) : text;
    return new Response(answer, { status: response.status, headers: response.headers });
  };
}

function listening(server: Server): Promise<Server> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}
