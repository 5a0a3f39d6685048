import { describe, expect, it } from "vitest";
import { memoryDeviceStore } from "../../../src/browser/desk/worker/device-store.ts";
import { charterOf, type Pins, type SignedFiles, signerOf, trust } from "../../../src/browser/desk/worker/trust.ts";
import type { Charter } from "../../../src/crypto/charter.ts";
import { signCharter } from "../../../src/crypto/charter-file.ts";
import { keyId, type SignKeypair } from "../../../src/crypto/keypairs.ts";
import type { Registry } from "../../../src/crypto/registry.ts";
import { printRegistry, type RegistryBody, registryHash } from "../../../src/crypto/registry.ts";
import { signRegistry } from "../../../src/crypto/registry-file.ts";
import { printHex } from "../../../src/domain/ids.ts";
import { DAY_MS, later } from "../../../src/domain/time.ts";
import { fill, keyOf, sodium } from "../../crypto/fixtures.ts";
import {
  ADMIN,
  CHARTER,
  COUNSELLOR,
  FALSE_ROOT,
  memberOf,
  ORGANISATION,
  REGISTRY,
  ROOTS,
  SECOND_ADMIN,
  successor,
  charterOf as verified,
} from "../../crypto/trust-fixtures.ts";

const PINS: Pins = { roots: REGISTRY.roots, threshold: 2 };
const NAME = printHex(ORGANISATION);
const TWO_ROOTS = ROOTS.slice(0, 2);
const CHARTER_ONE = signCharter(sodium, CHARTER, [ADMIN.sign]);
const REGISTRY_ONE = signRegistry(sodium, REGISTRY, TWO_ROOTS);

const handed = (registry: readonly Uint8Array[], charters: readonly Uint8Array[] = [CHARTER_ONE]): SignedFiles => ({
  registry,
  charters: [{ organisation: NAME, files: charters }],
});

/** The next version of a registry, as honest roots make it. */
function next(before: Registry, change: Partial<Registry> = {}): Registry {
  const previousHash = registryHash(sodium, printRegistry(before) as RegistryBody);
  return { ...before, version: before.version + 1, previousHash, issuedAt: later(before.issuedAt, DAY_MS), ...change };
}
const signed = (registry: Registry, roots: readonly SignKeypair[] = TWO_ROOTS) => signRegistry(sodium, registry, roots);
const nextCharter = (change: Partial<Charter>) =>
  signCharter(sodium, successor(verified(CHARTER), change), [ADMIN.sign]);

describe("a registry, as a device believes it", () => {
  it("is signed by as many pinned roots as the pin says, and by one root of two it is not", async () => {
    const trusted = await trust(sodium, memoryDeviceStore(), PINS, handed([REGISTRY_ONE]));
    expect(trusted.registry.registry.version).toBe(1);
    const one = signed({ ...REGISTRY }, ROOTS.slice(0, 1));
    await expect(trust(sodium, memoryDeviceStore(), PINS, handed([one]))).rejects.toThrow(
      "registry/too-few-signatures",
    );
    const none = signed({ ...REGISTRY }, [FALSE_ROOT]);
    await expect(trust(sodium, memoryDeviceStore(), PINS, handed([none]))).rejects.toThrow("registry/unknown-root");
    await expect(trust(sodium, memoryDeviceStore(), PINS, handed([]))).rejects.toThrow("registry/missing");
  });

  it("with a new organisation in it, signed by one root only, brings nobody in", async () => {
    const store = memoryDeviceStore();
    await trust(sodium, store, PINS, handed([REGISTRY_ONE]));
    const organisation = { ...REGISTRY.organisations[0], id: fill(77, 16) } as Registry["organisations"][number];
    const two = signed(next(REGISTRY, { organisations: [...REGISTRY.organisations, organisation] }), ROOTS.slice(0, 1));
    await expect(trust(sodium, store, PINS, handed([REGISTRY_ONE, two]))).rejects.toThrow(
      "registry/too-few-signatures",
    );
  });

  it("never goes back and never forks from what this device has seen", async () => {
    const store = memoryDeviceStore();
    const two = next(REGISTRY);
    await trust(sodium, store, PINS, handed([REGISTRY_ONE, signed(two)]));
    await expect(trust(sodium, store, PINS, handed([REGISTRY_ONE]))).rejects.toThrow("registry/rollback");
    const fork = signed({ ...two, expiresAt: later(two.expiresAt, 1) });
    await expect(trust(sodium, store, PINS, handed([REGISTRY_ONE, fork]))).rejects.toThrow("registry/fork");
    const beside = signed(next(next(REGISTRY, { expiresAt: later(two.expiresAt, 1) })));
    await expect(trust(sodium, store, PINS, handed([REGISTRY_ONE, fork, beside]))).rejects.toThrow("registry/fork");
    const three = signed(next(two));
    await expect(trust(sodium, store, PINS, handed([REGISTRY_ONE, three]))).rejects.toThrow("registry/missing");
    expect(
      (await trust(sodium, store, PINS, handed([REGISTRY_ONE, signed(two), three]))).registry.registry.version,
    ).toBe(3);
  });

  it("may be several versions ahead of what was seen here last", async () => {
    const store = memoryDeviceStore();
    await trust(sodium, store, PINS, handed([REGISTRY_ONE]));
    const two = next(REGISTRY);
    const three = next(two);
    const four = next(three);
    const files = [REGISTRY_ONE, signed(two), signed(three), signed(four)];
    expect((await trust(sodium, store, PINS, handed(files))).registry.registry.version).toBe(4);
  });

  it("may get other roots from those before them, and from nobody else: other pins alone bring no other registry in", async () => {
    const store = memoryDeviceStore();
    await trust(sodium, store, PINS, handed([REGISTRY_ONE]));
    const roots = [FALSE_ROOT.publicKey];
    const pins = { roots, threshold: 1 };
    const forged = next(REGISTRY, { roots, threshold: 1 });
    await expect(trust(sodium, store, pins, handed([REGISTRY_ONE, signed(forged, [FALSE_ROOT])]))).rejects.toThrow(
      "registry/unknown-root",
    );
    const handover = signed(forged, [...TWO_ROOTS, FALSE_ROOT]);
    const after = signed(next(forged), [FALSE_ROOT]);
    const trusted = await trust(sodium, store, pins, handed([REGISTRY_ONE, handover, after]));
    expect(trusted.registry.registry.version).toBe(3);
  });

  it("is remembered when it was accepted, and not before", async () => {
    const store = memoryDeviceStore();
    const two = signed(next(REGISTRY), [FALSE_ROOT]);
    await expect(trust(sodium, store, PINS, handed([REGISTRY_ONE, two]))).rejects.toThrow();
    expect(await store.read("version", "registry")).toBeNull();
    await trust(sodium, store, PINS, handed([REGISTRY_ONE]));
    expect((await store.read("version", "registry"))?.version).toBe(1);
  });

  it("that is too old still lets old cases be read", async () => {
    const old = {
      ...REGISTRY,
      issuedAt: later(REGISTRY.issuedAt, -400 * DAY_MS),
      expiresAt: later(REGISTRY.issuedAt, -300 * DAY_MS),
    };
    const trusted = await trust(sodium, memoryDeviceStore(), PINS, handed([signed(old)]));
    expect(charterOf(trusted, ORGANISATION).charter.version).toBe(1);
  });
});

describe("a charter, as a device believes it", () => {
  const refusedAs = async (files: readonly Uint8Array[], store = memoryDeviceStore()) => {
    const trusted = await trust(sodium, store, PINS, handed([REGISTRY_ONE], files));
    return () => charterOf(trusted, ORGANISATION);
  };

  it("never goes back and never forks from what this device has seen", async () => {
    const store = memoryDeviceStore();
    const two = nextCharter({});
    expect((await refusedAs([CHARTER_ONE, two], store))().charter.version).toBe(2);
    expect(await refusedAs([CHARTER_ONE], store)).toThrow("registry/rollback");
    const fork = nextCharter({ expiresAt: later(CHARTER.expiresAt, 9 * DAY_MS) });
    expect(await refusedAs([CHARTER_ONE, fork], store)).toThrow("registry/fork");
    expect((await store.read("version", `charter ${NAME}`))?.version).toBe(2);
  });

  it("does not change the organisation's key without its epoch, nor without its administrators", async () => {
    const publicKey = keyOf<Charter["publicKey"]>(9);
    expect(await refusedAs([CHARTER_ONE, nextCharter({ publicKey })])).toThrow("registry/fork");
    const forged = signCharter(sodium, successor(verified(CHARTER), { publicKey, epoch: 2 }), [COUNSELLOR.sign]);
    expect(await refusedAs([CHARTER_ONE, forged])).toThrow("registry/too-few-signatures");
    expect((await refusedAs([CHARTER_ONE, nextCharter({ publicKey, epoch: 2 })]))().charter.publicKey).toEqual(
      publicKey,
    );
  });

  it("with a member who made herself administrator is nobody's charter", async () => {
    const promoted = CHARTER.members.map((one) => ({ ...one, role: "admin" as const }));
    const forged = signCharter(sodium, successor(verified(CHARTER), { members: promoted }), [COUNSELLOR.sign]);
    expect(await refusedAs([CHARTER_ONE, forged])).toThrow("registry/too-few-signatures");
  });

  it("of another organisation does not stand in for this one", async () => {
    const police = {
      ...CHARTER,
      organisationId: fill(9, 16) as Charter["organisationId"],
      members: [memberOf(51, SECOND_ADMIN, "admin")],
    };
    const file = signCharter(sodium, police, [SECOND_ADMIN.sign]);
    expect(await refusedAs([file])).toThrow("crypto/wrong-context");
  });

  it("that is missing leaves its organisation out, and everybody else in", async () => {
    expect(await refusedAs([])).toThrow("registry/missing");
    const trusted = await trust(sodium, memoryDeviceStore(), PINS, handed([REGISTRY_ONE]));
    const police = REGISTRY.organisations[1];
    expect(() => charterOf(trusted, police?.id ?? ORGANISATION)).toThrow("registry/missing");
    expect(charterOf(trusted, ORGANISATION).charter.members).toHaveLength(2);
  });

  it("tells who stands behind a signature", async () => {
    const trusted = await trust(sodium, memoryDeviceStore(), PINS, handed([REGISTRY_ONE]));
    const found = signerOf(sodium, trusted, keyId(sodium, COUNSELLOR.sign.publicKey));
    expect(found?.member.role).toBe("staff");
    expect(found?.organisation.id).toEqual(ORGANISATION);
    expect(signerOf(sodium, trusted, keyId(sodium, SECOND_ADMIN.sign.publicKey))).toBeNull();
  });
});
