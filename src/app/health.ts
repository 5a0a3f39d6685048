import { codeOf } from "../domain/faults.ts";
import type { Parts } from "./parts.ts";

/** Whether people can be helped: organisations are known, keys and database answer. The fault is logged. */
export async function isReady(parts: Parts): Promise<boolean> {
  try {
    parts.deployment();
    parts.keys.linkTags({ channel: "telegram", id: "0" });
    await parts.store.counts();
    return true;
  } catch (error) {
    parts.log({ event: "fault", at: "health", code: codeOf(error) });
    return false;
  }
}
