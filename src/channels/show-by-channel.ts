import type { Channel } from "../domain/chat.ts";
import { Fault } from "../domain/faults.ts";
import type { Show } from "../domain/outgoing.ts";

/** One way to show things, over all channels that are open in this process. */
export interface ShowByChannel {
  readonly show: Show;
  /** From now on this channel shows what goes to its chats. */
  readonly open: (channel: Channel, show: Show) => void;
}

/** What goes to a channel that is not open here waits, as for one that is not reached: it may open again. */
export function showByChannel(): ShowByChannel {
  const shows = new Map<Channel, Show>();
  return {
    show(chat, out) {
      const show = shows.get(chat.channel);
      return show === undefined ? Promise.reject(new Fault("channel/unreachable", { open: false })) : show(chat, out);
    },
    open: (channel, show) => void shows.set(channel, show),
  };
}
