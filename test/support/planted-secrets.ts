import type { PhoneOwner } from "./graph/notifications.ts";
import type { Profile } from "./person-profile.ts";

/** Something that must never be found where it does not belong. */
export interface Secret {
  /** What it is, for a report that does not print it. */
  readonly label: string;
  readonly text: string;
  /** Also looked for as a number in binary forms. */
  readonly number?: number;
}

/** The person who tells the planted secrets. Invented: no such person, number or address exists. */
export const PLANTED_PERSON: Profile = {
  id: 6_184_203_975,
  first_name: "Жансәуле-Мөлдір",
  last_name: "Қаратөбелқызы",
  username: "moldir_zhansaule_7391",
  language_code: "kk",
};

/** The same person at WhatsApp, with a number of a country code that was never given out. */
export const PLANTED_OWNER: PhoneOwner & { readonly phone: string; readonly userId: string } = {
  phone: "21073914805",
  userId: "KZ.1349573914882265",
  name: "Мөлдір Жансәулеқызы",
};
/** As at Meta, her number stands in the id of a message, in base64. */
export const PLANTED_WAMID: string = `wamid.${Buffer.from(`\u001c\u0018\u000b${PLANTED_OWNER.phone}\u0015planted`).toString("base64")}`;

/** What WhatsApp tells of her without being asked. */
export function plantedAtWhatsApp(): readonly Secret[] {
  const { phone, userId, name } = PLANTED_OWNER;
  return [
    { label: "number at WhatsApp", text: phone, number: Number(phone) },
    { label: "id at WhatsApp", text: userId },
    {
      label: "digits of the id at WhatsApp",
      text: userId.slice("KZ.".length),
      number: Number(userId.slice("KZ.".length)),
    },
    { label: "name at WhatsApp", text: name },
    { label: "id of a message", text: PLANTED_WAMID },
  ];
}

/** Words of {@link plantedSecrets} to be said. @throws {Error} when nothing like that is planted. */
export function planted(label: string): string {
  const found = plantedSecrets().find((secret) => secret.label === label);
  if (found === undefined) throw new Error(`nothing like that is planted: ${label}`);
  return found.text;
}

/**
 * Distinctive words that a person could write, and what Telegram tells of her without being asked. A test lets
 * {@link PLANTED_PERSON} say the texts and then looks for all of them wherever nothing may be found.
 */
export function plantedSecrets(): readonly Secret[] {
  return [
    { label: "chat id", text: String(PLANTED_PERSON.id), number: PLANTED_PERSON.id },
    { label: "first name", text: PLANTED_PERSON.first_name },
    { label: "last name", text: PLANTED_PERSON.last_name ?? "" },
    { label: "username", text: PLANTED_PERSON.username ?? "" },
    { label: "phone", text: "77005550173", number: 77_005_550_173 },
    { label: "phone as people write it", text: "+7 (700) 555-01-73" },
    { label: "personal number", text: "880432459730", number: 880_432_459_730 },
    { label: "address in Kazakh", text: "Наурызтөбе көшесі, 4719-үй" },
    { label: "address in Russian", text: "улица Старомельничная, дом 3186" },
    { label: "name of a child", text: "Әділбексұлтан" },
    { label: "name of the one who hurts", text: "Серікболатбек Қарамырзаұлы" },
    { label: "words in Kazakh", text: "күйеуім кеше үкіметтен түн ортасында қуып шықты" },
    { label: "words in Russian", text: "сломал мне мизинец лиловым самоваром" },
    { label: "words in Latin letters", text: "kuieuim uryp zhatyr tuskiizden" },
    { label: "place of work", text: "Балдырған-Шұғыла балабақшасы" },
    { label: "e-mail", text: "moldir.zhk.7391@post.example" },
    { label: "latitude", text: "43.2389137", number: 43.238_913_7 },
    { label: "longitude", text: "76.8896519", number: 76.889_651_9 },
  ];
}
