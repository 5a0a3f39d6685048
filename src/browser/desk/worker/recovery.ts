import { keysFingerprint } from "../../../crypto/fingerprint.ts";
import { boxKeypair, newSeed } from "../../../crypto/keypairs.ts";
import { type RecoverySheets, splitSecret } from "../../../crypto/recovery-kit.ts";
import { followCharter } from "./next-charter.ts";
import type { Workplace } from "./workplace.ts";

/**
 * Makes a key on paper and puts it into the next charter, with the organisation's seeds sealed to it. The secret exists
 * here for as long as that takes, and afterwards on the three sheets only.
 */
export async function makeRecoveryKit(
  place: Workplace,
): Promise<{ readonly sheets: RecoverySheets; readonly fingerprint: string }> {
  const { sodium, random } = place.world;
  const secret = newSeed(random);
  const { publicKey } = boxKeypair(sodium, secret);
  const sheets = splitSecret(sodium, random, secret);
  secret.fill(0);
  await followCharter(place, { recoveryPublicKey: publicKey });
  return { sheets, fingerprint: keysFingerprint(sodium, [publicKey]) };
}
