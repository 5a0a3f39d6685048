import type { Standing } from "../../domain/desk/case-requests.ts";
import type { TextKey } from "../../i18n/text-keys.ts";
import type { Parts } from "../parts.ts";

/** The shop's words that mean something else, by their ids in the legend. */
const SAYS = {
  address: "shop.address.ask",
  "how-soon": "shop.how-soon.ask",
  people: "shop.people.ask",
  reactions: "shop.reactions.ask",
  strength: "shop.strength.ask",
  ring: "shop.ring.ask",
  number: "shop.number.ask",
  finish: "shop.finish.ask",
  accepted: "shop.accepted",
  seen: "shop.seen",
  "not-in-stock": "shop.not-in-stock",
  cancel: "shop.doors.cancel",
  urgent: "shop.doors.urgent",
  return: "shop.return-word",
} as const satisfies Readonly<Record<string, TextKey>>;

/** The shop as she sees it, for those who answer in its voice. */
export function shopLook({ texts }: Pick<Parts, "texts">): NonNullable<Standing["shop"]> {
  const both = (key: TextKey) => ({ kk: texts.text("kk", key), ru: texts.text("ru", key) });
  return {
    name: both("shop.name"),
    says: Object.fromEntries(Object.entries(SAYS).map(([id, key]) => [id, both(key)])),
  };
}
