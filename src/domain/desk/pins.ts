import { z } from "zod";

/** What the page is told beside its own files: the roots it may believe. `/desk/pins.json`. */
export const pinsSchema = z.object({
  /** Ed25519 public keys in hexadecimal, as in ROOT_PUBLIC_KEYS. */
  roots: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .min(1)
    .max(16),
  /** How many of them must have signed. */
  threshold: z.number().int().min(1),
  /** Where the desk's interface is, without a slash at the end; left out: where the page came from. */
  api: z
    .string()
    .regex(/^https?:\/\/[^/]+$/)
    .optional(),
});
/** {@link pinsSchema}, parsed. */
export type PinsFile = Readonly<z.infer<typeof pinsSchema>>;
