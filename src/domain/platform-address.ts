import { z } from "zod";

/**
 * What a platform calls a person: a telephone number (E.164 digits), an id of its own that stands in its place, or both.
 * @secret It says that this person wrote to us.
 */
export const platformAddressSchema = z.object({ phone: z.string().nullable(), user: z.string().nullable() });
export type PlatformAddress = Readonly<z.infer<typeof platformAddressSchema>>;

/** Telegram promises ids of at most 52 bits; a bridged chat is a number above them that is still a safe integer. */
export const FIRST_BRIDGED_CHAT = 2 ** 52;

/** The same person with what is known of her by now: what is newer counts. */
export function withNewer(old: PlatformAddress, newer: PlatformAddress): PlatformAddress {
  return { phone: newer.phone ?? old.phone, user: newer.user ?? old.user };
}

/**
 * Whether who writes from this number is somebody else than who wrote before: the platform's own id stays with a person,
 * a telephone number goes back to the operator and out again.
 */
export function isSomebodyElse(before: PlatformAddress, now: PlatformAddress): boolean {
  return before.user !== null && now.user !== null && before.user !== now.user;
}

/** What is left of an address once these names are somebody else's. */
export function without(address: PlatformAddress, names: PlatformAddress): PlatformAddress {
  return {
    phone: address.phone === names.phone ? null : address.phone,
    user: address.user === names.user ? null : address.user,
  };
}

export function sameAddress(a: PlatformAddress, b: PlatformAddress): boolean {
  return a.phone === b.phone && a.user === b.user;
}
