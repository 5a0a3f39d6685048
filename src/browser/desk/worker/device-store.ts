import type { Seen } from "../../../crypto/version-chain.ts";

/** A member of staff on this device. Worth nothing without her passphrase. */
export interface DeviceRecord {
  /** In hexadecimal. */
  readonly memberId: string;
  /** What she called herself here. */
  readonly label: string;
  /** Name of her organisation; empty until she has been in once. */
  readonly organisation: string;
  /** @secret 32 bytes: without it the passphrase cannot even be guessed. */
  readonly device: Uint8Array;
  /** 32 random bytes that name this device to the server: its next session takes the place of the last one. */
  readonly session: Uint8Array;
  /** Enrolled, and not yet admitted as far as this device knows. */
  readonly isWaiting: boolean;
}

/** The end of a chain that was seen here: of a case, or of the audit. */
export interface SeenHead {
  readonly seq: number;
  readonly hash: Uint8Array;
}

/** What this device remembers, by kind. But for the device secret nothing of it is secret. */
export interface DeviceRecords {
  /** By member. */
  readonly device: DeviceRecord;
  /** Highest version of the registry (`registry`) and of each charter (`charter <organisation>`) ever accepted. */
  readonly version: Seen;
  /** Version of her organisation's charter that a member was told about last, by member. */
  readonly told: number;
  /** By member and case: `<member> <case>`; the audit stands under `<member> audit`. */
  readonly head: SeenHead;
}
export type DeviceRecordKind = keyof DeviceRecords;

/** Keeps what must outlive a reload. IndexedDB in a page, {@link memoryDeviceStore} in a test. */
export interface DeviceStore {
  read<Kind extends DeviceRecordKind>(kind: Kind, key: string): Promise<DeviceRecords[Kind] | null>;
  write<Kind extends DeviceRecordKind>(kind: Kind, key: string, record: DeviceRecords[Kind]): Promise<void>;
  /** In order of their keys. */
  all<Kind extends DeviceRecordKind>(kind: Kind): Promise<readonly DeviceRecords[Kind][]>;
  /** All records of a kind whose key begins so. */
  erase(kind: DeviceRecordKind, prefix: string): Promise<void>;
}

/** Forgets everything with the process. */
export function memoryDeviceStore(): DeviceStore {
  const kept = new Map<string, unknown>();
  const nameOf = (kind: string, key: string) => `${kind}/${key}`;
  return {
    read: async <Kind extends DeviceRecordKind>(kind: Kind, key: string) =>
      (kept.get(nameOf(kind, key)) ?? null) as DeviceRecords[Kind] | null,
    write: async (kind, key, record) => {
      kept.set(nameOf(kind, key), structuredClone(record));
    },
    all: async <Kind extends DeviceRecordKind>(kind: Kind) =>
      [...kept.keys()]
        .filter((name) => name.startsWith(nameOf(kind, "")))
        .sort()
        .map((name) => kept.get(name) as DeviceRecords[Kind]),
    erase: async (kind, prefix) => {
      for (const name of [...kept.keys()]) if (name.startsWith(nameOf(kind, prefix))) kept.delete(name);
    },
  };
}
