import { WHATSAPP_DROPPED, WHATSAPP_STATUSES, WHATSAPP_SYSTEM } from "./whatsapp/dropped.ts";
import type { Row } from "./whatsapp/row.ts";
import { WHATSAPP_PRESSES, WHATSAPP_TEXTS } from "./whatsapp/texts.ts";
import { WHATSAPP_THINGS } from "./whatsapp/things.ts";

/** All that the Cloud API is known to post, one of each. */
export const WHATSAPP_ROWS: readonly Row[] = [
  ...WHATSAPP_TEXTS,
  ...WHATSAPP_PRESSES,
  ...WHATSAPP_THINGS,
  ...WHATSAPP_DROPPED,
  ...WHATSAPP_SYSTEM,
  ...WHATSAPP_STATUSES,
];
