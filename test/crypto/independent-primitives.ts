/**
 * The primitives of the formats without libsodium: node:crypto gives X25519, Ed25519 and ChaCha20-Poly1305; Salsa20,
 * Poly1305, the two H-functions and BLAKE2b are written out below. Slow and not constant-time: for tests only.
 */
import { createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, verify } from "node:crypto";

export type Bytes = Uint8Array;
export const join = (...parts: readonly Bytes[]): Bytes => new Uint8Array(Buffer.concat(parts));
export const equal = (a: Bytes, b: Bytes): boolean => Buffer.compare(a, b) === 0;
const words = (bytes: Bytes): number[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i, true));
};
const fromWords = (list: readonly number[]): Bytes => {
  const view = new DataView(new ArrayBuffer(4 * list.length));
  for (const [i, word] of list.entries()) view.setUint32(4 * i, word, true);
  return new Uint8Array(view.buffer);
};
const at = (list: readonly number[] | Uint32Array, i: number): number => list[i] ?? 0;
const rotate = (x: number, n: number): number => (x << n) | (x >>> (32 - n));
const SIGMA = words(new Uint8Array(Buffer.from("expand 32-byte k")));

// BLAKE2b, RFC 7693, on BigInt.
const MASK = (1n << 64n) - 1n;
const IV = [
  0x6a09e667f3bcc908n,
  0xbb67ae8584caa73bn,
  0x3c6ef372fe94f82bn,
  0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n,
  0x9b05688c2b3e6c1fn,
  0x1f83d9abfb41bd6bn,
  0x5be0cd19137e2179n,
];
const ORDER = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];
const LANES = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

function compress(h: bigint[], block: Bytes, counted: bigint, last: boolean): void {
  const m = Array.from({ length: 16 }, (_, i) => Buffer.from(block).readBigUInt64LE(8 * i));
  const v = [...h, ...IV];
  v[12] = (v[12] ?? 0n) ^ counted;
  if (last) v[14] = (v[14] ?? 0n) ^ MASK;
  const ror = (x: bigint, n: bigint): bigint => ((x >> n) | (x << (64n - n))) & MASK;
  for (let round = 0; round < 12; round += 1) {
    const order = ORDER[round % 10] ?? [];
    for (const [lane, [a, b, c, d]] of LANES.entries()) {
      for (const [half, r1, r2] of [
        [0, 32n, 24n],
        [1, 16n, 63n],
      ] as const) {
        v[a] = ((v[a] ?? 0n) + (v[b] ?? 0n) + (m[at(order, 2 * lane + half)] ?? 0n)) & MASK;
        v[d] = ror((v[d] ?? 0n) ^ (v[a] ?? 0n), r1);
        v[c] = ((v[c] ?? 0n) + (v[d] ?? 0n)) & MASK;
        v[b] = ror((v[b] ?? 0n) ^ (v[c] ?? 0n), r2);
      }
    }
  }
  for (let i = 0; i < 8; i += 1) h[i] = (h[i] ?? 0n) ^ (v[i] ?? 0n) ^ (v[i + 8] ?? 0n);
}

export function blake2b(length: number, message: Bytes, key: Bytes = new Uint8Array(0)): Bytes {
  const h = [...IV];
  h[0] = (h[0] ?? 0n) ^ 0x01010000n ^ (BigInt(key.length) << 8n) ^ BigInt(length);
  const keyed = key.length === 0 ? message : join(key, new Uint8Array(128 - key.length), message);
  const blocks = Math.max(1, Math.ceil(keyed.length / 128));
  for (let i = 0; i < blocks; i += 1) {
    const block = new Uint8Array(128);
    block.set(keyed.subarray(128 * i, 128 * (i + 1)));
    compress(h, block, BigInt(Math.min(128 * (i + 1), keyed.length)), i === blocks - 1);
  }
  const out = Buffer.alloc(64);
  for (const [i, word] of h.entries()) out.writeBigUInt64LE(word, 8 * i);
  return new Uint8Array(out.subarray(0, length));
}

// Salsa20 and ChaCha20 cores: 20 rounds without the final addition.
function salsaRounds(state: readonly number[]): Uint32Array {
  const x = Uint32Array.from(state);
  const step = (to: number, a: number, b: number, n: number) => {
    x[to] = at(x, to) ^ rotate((at(x, a) + at(x, b)) >>> 0, n);
  };
  const quarter = (a: number, b: number, c: number, d: number) => {
    step(b, a, d, 7);
    step(c, b, a, 9);
    step(d, c, b, 13);
    step(a, d, c, 18);
  };
  for (let i = 0; i < 10; i += 1) {
    for (const [a, b, c, d] of [
      [0, 4, 8, 12],
      [5, 9, 13, 1],
      [10, 14, 2, 6],
      [15, 3, 7, 11],
    ] as const)
      quarter(a, b, c, d);
    for (const [a, b, c, d] of [
      [0, 1, 2, 3],
      [5, 6, 7, 4],
      [10, 11, 8, 9],
      [15, 12, 13, 14],
    ] as const)
      quarter(a, b, c, d);
  }
  return x;
}

function chachaRounds(state: readonly number[]): Uint32Array {
  const x = Uint32Array.from(state);
  const step = (a: number, b: number, d: number, n: number) => {
    x[a] = at(x, a) + at(x, b);
    x[d] = rotate(at(x, d) ^ at(x, a), n);
  };
  for (let i = 0; i < 10; i += 1) {
    for (const [a, b, c, d] of LANES) {
      step(a, b, d, 16);
      step(c, d, b, 12);
      step(a, b, d, 8);
      step(c, d, b, 7);
    }
  }
  return x;
}

function salsaState(key: Bytes, input: Bytes): number[] {
  const k = words(key);
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = SIGMA;
  return [s0, ...k.slice(0, 4), s1, ...words(input), s2, ...k.slice(4), s3];
}

function hsalsa20(key: Bytes, input: Bytes): Bytes {
  const x = salsaRounds(salsaState(key, input));
  return fromWords([0, 5, 10, 15, 6, 7, 8, 9].map((i) => at(x, i)));
}

function hchacha20(key: Bytes, input: Bytes): Bytes {
  const x = chachaRounds([...SIGMA, ...words(key), ...words(input)]);
  return fromWords([0, 1, 2, 3, 12, 13, 14, 15].map((i) => at(x, i)));
}

function salsaStream(key: Bytes, nonce8: Bytes, length: number): Bytes {
  const blocks = Array.from({ length: Math.ceil(length / 64) }, (_, i) => {
    const state = salsaState(key, join(nonce8, fromWords([i, 0])));
    const x = salsaRounds(state);
    return fromWords(state.map((word, j) => (word + at(x, j)) >>> 0));
  });
  return join(...blocks).subarray(0, length);
}

function poly1305(key: Bytes, message: Bytes): Bytes {
  const number = (bytes: Bytes) => BigInt(`0x${Buffer.from(bytes).reverse().toString("hex") || "0"}`);
  const r = number(key.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
  const p = (1n << 130n) - 5n;
  let sum = 0n;
  for (let i = 0; i < message.length; i += 16) {
    const block = message.subarray(i, i + 16);
    sum = ((sum + number(block) + (1n << BigInt(8 * block.length))) * r) % p;
  }
  const tag = (sum + number(key.subarray(16, 32))) & ((1n << 128n) - 1n);
  return new Uint8Array(Buffer.from(tag.toString(16).padStart(32, "0"), "hex").reverse());
}

// Keys as node:crypto wants them: fixed DER before 32 raw bytes (RFC 8410).
const der = (head: string, raw: Bytes) => Buffer.concat([Buffer.from(head, "hex"), raw]);
const x25519Public = (raw: Bytes) =>
  createPublicKey({ key: der("302a300506032b656e032100", raw), format: "der", type: "spki" });
const x25519Secret = (raw: Bytes) =>
  createPrivateKey({ key: der("302e020100300506032b656e04220420", raw), format: "der", type: "pkcs8" });

export function isSigned(message: Bytes, signature: Bytes, publicKey: Bytes): boolean {
  const key = createPublicKey({ key: der("302a300506032b6570032100", publicKey), format: "der", type: "spki" });
  return verify(null, message, key, signature);
}

/** `crypto_box_seal_open`. */
export function openSealedBox(sealed: Bytes, publicKey: Bytes, secretKey: Bytes): Bytes {
  const ephemeral = sealed.subarray(0, 32);
  const shared = new Uint8Array(
    diffieHellman({ privateKey: x25519Secret(secretKey), publicKey: x25519Public(ephemeral) }),
  );
  const boxKey = hsalsa20(shared, new Uint8Array(16));
  const nonce = blake2b(24, join(ephemeral, publicKey));
  const tag = sealed.subarray(32, 48);
  const body = sealed.subarray(48);
  const stream = salsaStream(hsalsa20(boxKey, nonce.slice(0, 16)), nonce.slice(16), 32 + body.length);
  if (!equal(tag, poly1305(stream.subarray(0, 32), body))) throw new Error("box does not open");
  return body.map((byte, i) => byte ^ (stream[32 + i] ?? 0));
}

/** `nonce 24 ‖ XChaCha20-Poly1305`. */
export function openXChaCha(key: Bytes, bound: Bytes, sealed: Bytes): Bytes {
  const nonce = sealed.slice(0, 24);
  const body = sealed.subarray(24, sealed.length - 16);
  const iv = join(new Uint8Array(4), nonce.subarray(16));
  const cipher = createDecipheriv("chacha20-poly1305", hchacha20(key, nonce.slice(0, 16)), iv, { authTagLength: 16 });
  cipher.setAAD(bound, { plaintextLength: body.length });
  cipher.setAuthTag(sealed.subarray(sealed.length - 16));
  return join(cipher.update(body), cipher.final());
}
