import { z } from "zod";

/** Ids are some dozens of characters; what is far longer is none. */
const MAX_ID = 512;

/** An id of a message, `wamid.…` by custom. Who it was sent to stands inside, so it is never logged. @secret */
export const messageId = z.string().min(1).max(MAX_ID);

/** Text in which halves of characters are replaced, so that it can be encoded. */
export const words = z.string().transform((text) => text.replace(/\p{Surrogate}/gu, "\ufffd"));

/** A field that may be left out. One that is something else than expected counts as left out. */
export function maybe<T extends z.ZodType>(schema: T) {
  return schema.nullish().catch(null);
}

/** Any object. What stands in it is looked at later, each part by itself. */
export const anyObject = z.record(z.string(), z.unknown());

/** A list whose items are looked at one by one; anything else counts as empty. */
export const anyList = z.array(z.unknown()).catch([]);

/** Whether a text shows nothing: spaces, control characters and such that are not drawn. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u.test(text);
}
