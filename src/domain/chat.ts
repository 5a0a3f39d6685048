/** Kazakh or Russian, the two languages a person may choose. Equal: neither is the other's fallback. */
export type Locale = "kk" | "ru";
export const LOCALES = ["kk", "ru"] as const satisfies readonly Locale[];

/** Where a person writes from. The numbers are part of the sealed formats. */
export const CHANNEL_NUMBER = { telegram: 1, whatsapp: 2, web: 3, "mini-app": 4, terminal: 5 } as const;
export type Channel = keyof typeof CHANNEL_NUMBER;
export const CHANNELS = Object.keys(CHANNEL_NUMBER) as readonly Channel[];

/** Channels where nobody can take a message back from her phone: what stands there only she can delete. */
const KEEPS_MESSAGES: readonly Channel[] = ["whatsapp"];

/** Channels that take a message and say later whether it reached her phone. */
const TELLS_LATER: readonly Channel[] = ["whatsapp"];

export function tellsLater(channel: Channel): boolean {
  return TELLS_LATER.includes(channel);
}

/** Whether messages that stand in this channel can be deleted by the bot. */
export function canDelete(channel: Channel): boolean {
  return !KEEPS_MESSAGES.includes(channel);
}

/**
 * Where an answer must go. `id` is canonical: Telegram's decimal `chat.id`; in a bridged channel (WhatsApp) a random
 * number from 2^52 on, behind which her address is sealed.
 * @secret It says that this person wrote to us.
 */
export interface ChatAddress {
  readonly channel: Channel;
  readonly id: string;
}

/** A key for maps in memory; never stored, never logged. */
export function chatKey(chat: ChatAddress): string {
  return `${CHANNEL_NUMBER[chat.channel]}:${chat.id}`;
}
