import type { TextParams } from "../src/i18n/catalogue.ts";
import type { StaffTextKey } from "../src/i18n/text-keys.ts";

/** Why a command ends before it changed anything, in a sentence for staff. Holds names of options, never their values. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly text: StaffTextKey;
  readonly params: TextParams;

  constructor(text: StaffTextKey, params: TextParams) {
    super(text);
    this.text = text;
    this.params = params;
  }
}
