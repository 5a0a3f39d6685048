/** Channels that the contract is tested on. */
export type ChannelName = "telegram" | "whatsapp" | "terminal";
export const CHANNEL_NAMES = ["telegram", "whatsapp", "terminal"] as const satisfies readonly ChannelName[];
