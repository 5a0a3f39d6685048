/** What small talk at a shop's counter is about; `odd`: nothing that a shop knows. */
export const SHOP_TOPICS = [
  "greeting",
  "hours",
  "delivery",
  "status",
  "price",
  "payment",
  "stock",
  "return",
  "advice",
  "thanks",
  "who",
  "odd",
] as const;
export type ShopTopic = (typeof SHOP_TOPICS)[number];
