import { z } from "zod";
import { idText } from "./wire.ts";

/** What became of words of staff to her, as the live stream tells it. */
export const deliveryEventSchema = z.object({
  caseId: idText,
  entryId: idText,
  state: z.enum(["waiting", "sending", "sent", "delivered", "failed", "expired"]),
  /** The code of a failure. */
  reason: z.string().nullable(),
});
