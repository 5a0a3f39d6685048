import type { Texts } from "../src/i18n/texts.ts";
import type { Prompt } from "./ask.ts";
import { Refusal } from "./keys-refusal.ts";

/** The text keys.short-passphrase names it too. */
const LEAST_CHARACTERS = 15;

/**
 * Asks for the passphrase of a new member; twice where nobody sees what is typed.
 *
 * @throws {Refusal} when it is shorter than 15 characters, or the two are not the same.
 */
export async function askNewPassphrase(texts: Texts, prompt: Prompt, name: string): Promise<string> {
  const passphrase = await prompt.ask(texts.staffText("keys.new-passphrase", { name }));
  if ([...passphrase.trim()].length < LEAST_CHARACTERS) throw new Refusal("keys.short-passphrase", {});
  if (prompt.hides && (await prompt.ask(texts.staffText("keys.passphrase-again"))) !== passphrase) {
    throw new Refusal("keys.passphrases-differ", {});
  }
  return passphrase;
}
