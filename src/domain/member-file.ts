import { z } from "zod";
import { Fault } from "./faults.ts";

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));

/** What a member of staff keeps on her own device. Worth nothing without her passphrase; the server never has it. */
export const memberFileSchema = z.object({
  v: z.literal(1),
  name: z.string(),
  organisation: hex(16),
  member: hex(16),
  /** @secret */
  device: hex(32),
  wrapped: hex(154),
});
export type MemberFile = Readonly<z.infer<typeof memberFileSchema>>;

/** @throws {Fault} `crypto/malformed` when the text is no member file. */
export function parseMemberFile(text: string): MemberFile {
  try {
    return memberFileSchema.parse(JSON.parse(text));
  } catch {
    throw new Fault("crypto/malformed");
  }
}
