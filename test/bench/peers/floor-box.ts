import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
} from "node:crypto";

const CIPHER = "chacha20-poly1305";
const NONCE_BYTES = 12;
const TAG = { authTagLength: 16 } as const;
const KEY_BYTES = 32;
const NONCES_AT_ONCE = 512;
/** States and cases are padded, so that their size tells nothing. */
const PAD_BYTES = 1_024;
const LENGTH_BYTES = 4;
const ADDRESS_BYTES = 6;

/** Encryption as cheap as Node has it: hashed addresses, states under a key of the process, cases for a reader who is elsewhere. */
export function floorBox() {
  const stateKey = randomBytes(KEY_BYTES);
  const addressKey = randomBytes(KEY_BYTES);
  const reader = generateKeyPairSync("x25519").publicKey;
  const nonce = nonceSource();

  function lock(key: Uint8Array, plain: Uint8Array): Buffer {
    const fresh = nonce();
    const cipher = createCipheriv(CIPHER, key, fresh, TAG);
    return Buffer.concat([fresh, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  return {
    /** A number for a chat that does not tell which chat it is. */
    addressOf: (chat: number): number =>
      createHmac("sha256", addressKey).update(String(chat)).digest().readUIntBE(0, ADDRESS_BYTES),
    lockState: (state: object): Buffer => lock(stateKey, pad(state)),
    openState<T>(locked: Buffer): T {
      const tagAt = locked.length - TAG.authTagLength;
      const opener = createDecipheriv(CIPHER, stateKey, locked.subarray(0, NONCE_BYTES), TAG);
      opener.setAuthTag(locked.subarray(tagAt));
      return unpad<T>(Buffer.concat([opener.update(locked.subarray(NONCE_BYTES, tagAt)), opener.final()]));
    },
    /** For the reader only: a key pair is made for this one box, and its secret half is forgotten. */
    sealCase(told: object): Buffer {
      const once = generateKeyPairSync("x25519");
      const key = createHash("sha256")
        .update(diffieHellman({ privateKey: once.privateKey, publicKey: reader }))
        .digest();
      return Buffer.concat([once.publicKey.export({ type: "spki", format: "der" }), lock(key, pad(told))]);
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

function unpad<T>(padded: Buffer): T {
  return JSON.parse(padded.toString("utf8", LENGTH_BYTES, LENGTH_BYTES + padded.readUInt32LE(0))) as T;
}
