import type { ChannelsFigures } from "../channels.ts";
import { shown } from "./table.ts";

/** What one channel costs beside the other, as a line of the table of Pana alone. */
export function channelsRow({ atOnce, telegram, whatsapp, speedRatio, cpuRatio }: ChannelsFigures): readonly string[] {
  const both = (figure: "updatesPerSecond" | "cpuMicros") =>
    [telegram, whatsapp].map((one) => shown(one[figure])).join(" / ");
  return [
    `the same intake, Telegram / WhatsApp, ${shown(atOnce)} persons at once: updates/s and CPU µs per update`,
    `${both("updatesPerSecond")} (× ${shown(speedRatio, 2)}); ${both("cpuMicros")} µs (× ${shown(cpuRatio, 2)}), with ${shown(whatsapp.statuses)} statuses for ${shown(whatsapp.updates)} updates`,
  ];
}
