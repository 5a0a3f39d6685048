import { describe, expect, it } from "vitest";
import { sealUnder } from "../../src/crypto/aead.ts";
import { concat, enc } from "../../src/crypto/encoding.ts";
import { derive } from "../../src/crypto/hash.ts";
import { newSeed, type Seed } from "../../src/crypto/keypairs.ts";
import { memberKeys } from "../../src/crypto/member-keys.ts";
import { parseWrapHeader, unwrapSeed, wrapSeed } from "../../src/crypto/member-wrap.ts";
import {
  asKdfId,
  type DeviceSecret,
  KDF_DEFAULT,
  loginKeypair,
  type PassphraseRoot,
  type Stretch,
  stretchPassphrase,
} from "../../src/crypto/passphrase.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import { fill, idOf, keyOf, random, sodium, spoilt } from "./fixtures.ts";

const MEMBER = idOf<MemberId>(41);
const SEED = keyOf<Seed>(2);
const STRETCH: Stretch = { memberId: MEMBER, device: keyOf<DeviceSecret>(43), kdf: 1, salt: fill(44, 16) };
// й, ё and і with breve and dots: one code point each in NFC, two in NFD.
const PASSPHRASE = "тихий ёжик идёт домой".normalize("NFC");

describe("a passphrase", () => {
  it("gives the same keys however the keyboard composes its letters, and others for everything else", async () => {
    const root = await stretchPassphrase(sodium, PASSPHRASE, STRETCH);
    expect(PASSPHRASE.normalize("NFD")).not.toBe(PASSPHRASE);
    expect(await stretchPassphrase(sodium, PASSPHRASE.normalize("NFD"), STRETCH)).toEqual(root);
    expect(await stretchPassphrase(sodium, `${PASSPHRASE} `, STRETCH)).not.toEqual(root);
    expect(await stretchPassphrase(sodium, PASSPHRASE, { ...STRETCH, device: keyOf(45) })).not.toEqual(root);
  });

  it("is not stretched more weakly than the floor, whoever asks", async () => {
    for (const kdf of [0, -1, 4, 255, Number.NaN]) {
      await expect(stretchPassphrase(sodium, PASSPHRASE, { ...STRETCH, kdf })).rejects.toThrow("crypto/kdf-floor");
      expect(() => asKdfId(kdf)).toThrow("crypto/kdf-floor");
    }
    expect(asKdfId(KDF_DEFAULT)).toBe(2);
  });

  it("needs a whole salt, a whole device secret and at least one letter", async () => {
    const broken = [{ salt: fill(1, 1) }, { device: fill(1, 31) as DeviceSecret }];
    for (const change of broken) {
      await expect(stretchPassphrase(sodium, PASSPHRASE, { ...STRETCH, ...change })).rejects.toThrow(
        "crypto/bad-length",
      );
    }
    await expect(stretchPassphrase(sodium, "", STRETCH)).rejects.toThrow("crypto/bad-length");
  });
});

describe("the wrapped seed of a member", () => {
  const root = keyOf<PassphraseRoot>(46);
  const wrapped = wrapSeed(sodium, random, root, STRETCH, SEED);

  it("opens to the seed and says in clear only what is needed for that", () => {
    expect(wrapped.length).toBe(154);
    expect(unwrapSeed(sodium, root, MEMBER, wrapped)).toEqual(SEED);
    expect(parseWrapHeader(wrapped)).toMatchObject({
      kdf: 1,
      salt: STRETCH.salt,
      signPublicKey: memberKeys(sodium, SEED).sign.publicKey,
    });
  });

  it("opens with no other passphrase and for no other member", () => {
    expect(() => unwrapSeed(sodium, keyOf<PassphraseRoot>(47), MEMBER, wrapped)).toThrow("crypto/cannot-open");
    expect(() => unwrapSeed(sodium, root, idOf(42), wrapped)).toThrow("crypto/cannot-open");
  });

  it("does not open after any one byte changes", () => {
    for (let at = 0; at < wrapped.length; at += 1) {
      expect(() => unwrapSeed(sodium, root, MEMBER, spoilt(wrapped, at, 0x80))).toThrow(
        /^crypto\/(cannot-open|malformed|kdf-floor)$/,
      );
    }
    expect(() => unwrapSeed(sodium, root, MEMBER, wrapped.slice(1))).toThrow("crypto/malformed");
  });

  it("is refused when whoever knew the passphrase wrapped a seed under false colours", () => {
    const wrapping = derive(sodium, root, "wrap");
    const forge = (from: number, part: Uint8Array) => {
      const header = wrapped.slice(0, 82);
      header.set(part, from);
      return concat(header, sealUnder(sodium, wrapping, random(24), enc("wrap-ad", MEMBER, header), SEED));
    };
    expect(unwrapSeed(sodium, root, MEMBER, forge(0, fill(1, 1)))).toEqual(SEED);
    expect(() => unwrapSeed(sodium, root, MEMBER, forge(18, fill(9, 32)))).toThrow("crypto/cannot-open");
    expect(() => unwrapSeed(sodium, root, MEMBER, forge(50, fill(9, 32)))).toThrow("crypto/grant-key-mismatch");
  });

  it("keeps login, signing, session and receiving on four different keys", () => {
    const keys = memberKeys(sodium, newSeed(random));
    const publicKeys = [keys.sign, keys.auth, keys.box, loginKeypair(sodium, root)].map((pair) =>
      pair.publicKey.join(),
    );
    expect(new Set(publicKeys).size).toBe(4);
  });

  it("is refused below the floor before anything is computed", () => {
    const weak = spoilt(wrapped, 1, 1);
    expect(() => parseWrapHeader(weak)).toThrow("crypto/kdf-floor");
    expect(() => wrapSeed(sodium, random, root, { ...STRETCH, kdf: 0 }, SEED)).toThrow("crypto/kdf-floor");
  });
});
