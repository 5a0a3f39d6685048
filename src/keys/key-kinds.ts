/** What a key in keys.db is for. The numbers stand in the file. */
export const KEY_KIND = {
  shred: 1,
  reply: 2,
  "address-epoch": 3,
  "state-day": 4,
  "outbox-day": 5,
  "bot-signing": 6,
  /** Opens only under the right key encryption key. */
  check: 7,
  "trace-day": 8,
  /** Salts for members who are not there. */
  desk: 9,
  "audit-salt": 10,
  /** No key: the newest hash of the audit, beside its number. [Note: What must not go back] */
  "audit-head": 11,
} as const;
export type KeyKind = keyof typeof KEY_KIND;
