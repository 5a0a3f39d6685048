import { createCipheriv, createHash, diffieHellman, generateKeyPairSync, randomBytes } from "node:crypto";
import sodium from "libsodium-wrappers";

/** For the one box of a case; its key is used once. */
const CIPHER = "aes-256-gcm";
const CIPHER_NONCE = Buffer.alloc(12);
const KEY_BYTES = 32;
const NONCE_BYTES = 24;
const NONCES_AT_ONCE = 512;
/** States and cases are padded, so that their size tells nothing. */
const PAD_BYTES = 1_024;
const LENGTH_BYTES = 4;
/** The shortest hash that libsodium makes, and how much of it a number holds exactly. */
const HASH_BYTES = 16;
const ADDRESS_BYTES = 6;

/**
 * Encryption as cheap as it can be had here: keyed hashes and boxes of libsodium with nonces drawn many at once, and Node's
 * own X25519, which costs a third of the one in WebAssembly.
 */
export async function floorBox() {
  await sodium.ready;
  const stateKey = randomBytes(KEY_BYTES);
  const addressKey = randomBytes(KEY_BYTES);
  const reader = generateKeyPairSync("x25519").publicKey;
  const nonce = nonceSource();

  return {
    /** A number for a chat that does not tell which chat it is. */
    addressOf(chat: number): number {
      const hash = sodium.crypto_generichash(HASH_BYTES, String(chat), addressKey);
      return Buffer.from(hash.buffer, hash.byteOffset).readUIntBE(0, ADDRESS_BYTES);
    },
    lockState(state: object): Buffer {
      const fresh = nonce();
      return Buffer.concat([fresh, sodium.crypto_secretbox_easy(pad(state), fresh, stateKey)]);
    },
    openState: <T>(locked: Buffer): T =>
      unpad<T>(
        sodium.crypto_secretbox_open_easy(locked.subarray(NONCE_BYTES), locked.subarray(0, NONCE_BYTES), stateKey),
      ),
    /** For the reader only: a key pair is made for this one box, and its secret half is forgotten. */
    sealCase(told: object): Buffer {
      const once = generateKeyPairSync("x25519");
      const shared = diffieHellman({ privateKey: once.privateKey, publicKey: reader });
      const cipher = createCipheriv(CIPHER, createHash("sha256").update(shared).digest(), CIPHER_NONCE);
      const publicHalf = Buffer.from(once.publicKey.export({ format: "jwk" }).x ?? "", "base64url");
      return Buffer.concat([publicHalf, cipher.update(pad(told)), cipher.final(), cipher.getAuthTag()]);
    },
  };
}

/** Random bytes are dear one by one. */
function nonceSource(): () => Uint8Array {
  let bytes = Buffer.alloc(0);
  let at = 0;
  return () => {
    if (at === bytes.length) {
      bytes = randomBytes(NONCE_BYTES * NONCES_AT_ONCE);
      at = 0;
    }
    at += NONCE_BYTES;
    return bytes.subarray(at - NONCE_BYTES, at);
  };
}

function pad(value: object): Buffer {
  const json = JSON.stringify(value);
  const length = Buffer.byteLength(json);
  const padded = Buffer.alloc(Math.ceil((length + LENGTH_BYTES) / PAD_BYTES) * PAD_BYTES);
  padded.writeUInt32LE(length, 0);
  padded.write(json, LENGTH_BYTES);
  return padded;
}

function unpad<T>(padded: Uint8Array): T {
  const bytes = Buffer.from(padded.buffer, padded.byteOffset, padded.length);
  return JSON.parse(bytes.toString("utf8", LENGTH_BYTES, LENGTH_BYTES + bytes.readUInt32LE(0))) as T;
}
