import { type ChatLog, type CrowdError, nobodys } from "./crowd-checks.ts";
import type { CrowdPlace, Seat, Wanted } from "./crowd-place.ts";
import { crowdProfile, tokenOf } from "./crowd-script.ts";
import type { PhoneOwner } from "./graph/notifications.ts";
import type { PhoneButton, PhoneChat } from "./graph/phone-chat.ts";
import type { GraphStandIn } from "./graph-stand-in.ts";
import { matches } from "./hearing.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { numberedLines, WhatsAppPerson } from "./whatsapp-person.ts";

/** A number of a country code that was never given out, filled up with that of the person. */
const PHONE = "2107000";
const KINDS_OF_OWNERS = 3;

/** Person number `index`: with a number, with an id, with both; the name on her profile holds her token. */
export function crowdOwner(index: number): PhoneOwner {
  const kind = index % KINDS_OF_OWNERS;
  return {
    phone: kind === 1 ? null : `${PHONE}${String(index).padStart(5, "0")}`,
    userId: kind === 0 ? null : `KZ.${crowdProfile(index, seededRandom(0)).id}`,
    name: `Person ${tokenOf(index)}`,
  };
}

/** Where she is answered. */
export function addressOf({ phone, userId }: PhoneOwner): string {
  return phone ?? userId ?? "";
}

/** A crowd on WhatsApp. */
export function onWhatsApp(graph: GraphStandIn): CrowdPlace {
  const [fromSend, fromTry] = [graph.sends.length, graph.notifier.tries.length];
  return {
    enter: (index) => seatOf(new WhatsAppPerson(graph, crowdOwner(index))),
    redeliver: (act) => graph.redeliver(act),
    settled: (withinMs, quietMs) => graph.settled(withinMs, quietMs),
    lookBack: () => ({
      logs: [...graph.chats].map(([address, chat]) => phoneLog(address, chat)),
      repeats: null,
      refusals: findRefusals(graph, fromSend, fromTry),
      connectionFailures: graph.notifier.tries.slice(fromTry).filter(({ status }) => status === null).length,
    }),
  };
}

/** What the bot sent to an address. */
function phoneLog(address: string, { messages }: PhoneChat): ChatLog {
  const said = messages.flatMap(({ by, text, buttons, wire }, place) =>
    by === "bot" ? [{ place, text, look: JSON.stringify([text, buttons]), wire, isNew: true }] : [],
  );
  return { chat: address, said };
}

function seatOf(person: WhatsAppPerson): Seat {
  return {
    chat: addressOf(person.owner),
    get place() {
      return person.chat.messages.length;
    },
    sends: async (text) => person.sends(text),
    sharesLocation: async (lat, lon) => person.sharesLocation(lat, lon),
    async presses(wanted, random, withinMs, begin) {
      const found = await person.chat.watch.until(
        () => choose(person, random, wanted),
        withinMs,
        () => `nothing like ${wanted} in ${person.heard.map(({ text }) => text).join("\n")}`,
      );
      begin();
      return "typed" in found ? person.sends(found.typed) : person.pressesButton(found.wamid, found.button);
    },
    hears: (pattern, withinMs) => person.hears(pattern, { withinMs }),
  };
}

/** Something to press, or the number of a line to write. */
type Choice =
  | { readonly label: string; readonly wamid: string; readonly button: PhoneButton }
  | { readonly label: string; readonly typed: string };

/** Only what came since her last act counts: what stands above it has the same words, and asks something else. */
function choose({ heard }: WhatsAppPerson, random: SeededRandom, wanted: Wanted): Choice | null {
  for (const { wamid, text, buttons } of [...heard].reverse()) {
    const lines = numberedLines(text).map(([typed, label]) => ({ label, typed }));
    const all: readonly Choice[] = [...lines, ...buttons.map((button) => ({ label: button.label, wamid, button }))];
    if (all.length === 0) continue;
    if (wanted === "any") return random.pick(all);
    const found = typeof wanted === "number" ? all.at(wanted) : all.find(({ label }) => matches(wanted, label));
    if (found !== undefined) return found;
  }
  return null;
}

function findRefusals(graph: GraphStandIn, fromSend: number, fromTry: number): readonly CrowdError[] {
  const wrong = graph.sends.slice(fromSend).flatMap(({ wrong }) => (wrong === null ? [] : [wrong]));
  const tries = graph.notifier.tries.slice(fromTry).filter(({ status }) => status !== 200 && status !== null);
  return [
    ...wrong.map(({ code, details }) => nobodys("refused-call", `a message was answered ${code}: ${details}`)),
    ...tries.map(({ status, lane }) => nobodys("webhook-status", `a notification of ${lane} was answered ${status}`)),
  ];
}
