/** Who writes. All of it is private, so that a leak can be found. */
export interface Profile {
  /** Telegram's number of the person; also of her private chat with the bot. */
  readonly id: number;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}

/** The User object of the Bot API. */
export function userOf(profile: Profile): Profile & { readonly is_bot: false } {
  return { ...profile, is_bot: false };
}

/** The Chat object of her private chat. */
export function privateChatOf(profile: Profile): Omit<Profile, "language_code"> & { readonly type: "private" } {
  const { language_code: _language, ...names } = profile;
  return { ...names, type: "private" };
}
