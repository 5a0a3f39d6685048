import { type ChatLog, type CrowdError, nobodys } from "./crowd-checks.ts";
import { findRepeats, findUnforgiven, type Kills, lookOf } from "./crowd-kills.ts";
import type { CrowdPlace, Seat, Wanted } from "./crowd-place.ts";
import { crowdProfile } from "./crowd-script.ts";
import { matches } from "./hearing.ts";
import { type Act, type FoundButton, Person } from "./person.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { RecordedCall } from "./telegram/calls.ts";
import type { ChatRoom } from "./telegram/chat-room.ts";
import type { TelegramStandIn } from "./telegram-stand-in.ts";

/**
 * A crowd on Telegram.
 *
 * @param kills when the bot is killed on the way. Then no screen may come twice in the whole chat, but for the one that
 * was under way when it was killed. [Note: Delivered at least once]
 */
export function onTelegram(telegram: TelegramStandIn, kills?: Kills): CrowdPlace {
  const [fromCall, fromDelivery] = [telegram.calls.length, telegram.deliveries.length];
  return {
    enter: (index, random) => seatOf(new Person(telegram, crowdProfile(index, random))),
    redeliver: (act) => telegram.redeliver(Number(act)),
    settled: (withinMs, quietMs) => telegram.settled(withinMs, quietMs),
    lookBack: () => ({
      logs: telegram.account.rooms.map(telegramLog),
      repeats: kills === undefined ? null : (person, chat) => findRepeats(person, telegram.chat(Number(chat)), kills),
      refusals: findRefusals(
        telegram,
        kills === undefined ? telegram.calls.slice(fromCall) : findUnforgiven(telegram, fromCall, kills),
        fromDelivery,
      ),
      connectionFailures: telegram.deliveries.slice(fromDelivery).filter(({ status }) => status === null).length,
    }),
  };
}

/** What the bot sent and edited in a chat. */
export function telegramLog(room: ChatRoom): ChatLog {
  const said = room.log.flatMap((one, place) => {
    if ((one.kind !== "sent" && one.kind !== "edited") || one.message.by !== "bot") return [];
    const { message } = one;
    return [{ place, text: message.text, look: lookOf(message), wire: message.wire, isNew: one.kind === "sent" }];
  });
  return { chat: String(room.id), said };
}

function seatOf(person: Person): Seat {
  const numbered = ({ updateId }: Act) => String(updateId);
  return {
    chat: String(person.id),
    get place() {
      return person.room.log.length;
    },
    sends: async (text) => numbered(await person.sends(text)),
    sharesLocation: async (lat, lon) => numbered(await person.sharesLocation(lat, lon)),
    async presses(wanted, random, withinMs, begin) {
      const found = await person.room.watch.until(
        () => chooseButton(person, random, wanted),
        withinMs,
        () => `no button ${wanted} among ${person.buttons.map(({ text }) => `[ ${text} ]`).join(" ")}`,
      );
      begin();
      return numbered(await person.pressesButton(found.message.messageId, found.button));
    },
    hears: (pattern, withinMs) => person.hears(pattern, { withinMs }),
  };
}

function chooseButton(person: Person, random: SeededRandom, wanted: Wanted): FoundButton | null {
  if (wanted instanceof RegExp) return person.findsButton(({ text }) => matches(wanted, text));
  const newest = person.findsButton(() => true);
  if (newest === null) return null;
  const buttons = person.room.buttonsAt(newest.message);
  const button = wanted === "any" ? random.pick(buttons) : buttons.at(wanted);
  return button === undefined ? null : { message: newest.message, button };
}

function findRefusals(
  telegram: TelegramStandIn,
  made: readonly RecordedCall[],
  fromDelivery: number,
): readonly CrowdError[] {
  const calls = made.filter(({ status }) => status === 400 || status === 401 || status === 404);
  const deliveries = telegram.deliveries.slice(fromDelivery).filter(({ status }) => status !== 200 && status !== null);
  return [
    ...calls.map((call) => nobodys("refused-call", `${call.method} was answered ${call.status}: ${call.bodyText}`)),
    ...deliveries.map((one) => nobodys("webhook-status", `update ${one.updateId} was answered ${one.status}`)),
  ];
}
