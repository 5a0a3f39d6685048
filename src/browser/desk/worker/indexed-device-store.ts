import type { DeviceRecordKind, DeviceRecords, DeviceStore } from "./device-store.ts";

const DATABASE = "pana-desk";
const VERSION = 1;
const STORE = "records";

/** Opens the device store of this browser. Keys are `[kind, key]`. */
export async function openIndexedDeviceStore(factory: IDBFactory): Promise<DeviceStore> {
  const opening = factory.open(DATABASE, VERSION);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  const reading = () => database.transaction(STORE, "readonly").objectStore(STORE);
  const change = (work: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
    work(transaction.objectStore(STORE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
    });
  };
  return {
    // What lies under a kind was written by `write` under the same kind: its shape is known.
    read: async <Kind extends DeviceRecordKind>(kind: Kind, key: string) =>
      ((await settled(reading().get([kind, key]))) ?? null) as DeviceRecords[Kind] | null,
    write: (kind, key, record) => change((store) => store.put(record, [kind, key])),
    all: async <Kind extends DeviceRecordKind>(kind: Kind) =>
      (await settled(reading().getAll(beginning(kind, "")))) as DeviceRecords[Kind][],
    erase: (kind, prefix) => change((store) => store.delete(beginning(kind, prefix))),
  };
}

/** Every key of a kind that begins so: the last letter of Unicode closes the range. */
function beginning(kind: DeviceRecordKind, prefix: string): IDBKeyRange {
  return IDBKeyRange.bound([kind, prefix], [kind, `${prefix}\uffff`]);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException("failed", "UnknownError"));
  });
}
