/**
 * What small talk with a shop is about; the first one that fits is taken. `what`: which order, of one who ordered nothing;
 * `where`: where the shop is; `elsewhere`: goods that another
 * shop sells; `amount`: how many; `number`: nothing but digits, as of an order; `odd`: nothing that a shop knows.
 */
export const SHOP_TOPICS = [
  "who",
  "what",
  "status",
  "where",
  "hours",
  "price",
  "delivery",
  "payment",
  "elsewhere",
  "stock",
  "return",
  "advice",
  "amount",
  "order",
  "greeting",
  "thanks",
  "number",
  "odd",
] as const;
export type ShopTopic = (typeof SHOP_TOPICS)[number];

/** Topics that are known by words; each persona lists their beginnings. */
export type WordedTopic = Exclude<ShopTopic, "number" | "odd">;
