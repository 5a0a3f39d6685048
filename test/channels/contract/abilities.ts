/** Channels that the contract is tested on. */
export const CHANNEL_NAMES = ["telegram", "whatsapp", "terminal"] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

/** What a channel does here, or that it cannot; each of the latter has a test of its own. */
type Ability = { readonly can: string } | { readonly cannot: string };

const can = <const Words extends string>(words: Words) => ({ can: words });
const cannot = <const Words extends string>(words: Words) => ({ cannot: words });

/** What channels are able to do: the table of `src/channels/README.md` is this one, printed. */
export const ABILITIES = {
  for: {
    telegram: can("people"),
    whatsapp: can("people"),
    terminal: can("developers and translators; made-up organisations, nobody reads"),
  },
  updates: {
    telegram: can("long polling or webhook"),
    whatsapp: can("webhook, signed"),
    terminal: can("typed lines"),
  },
  "what was not answered comes again": {
    telegram: can("yes, and what comes twice is heard once"),
    whatsapp: can("yes, and what comes twice is heard once"),
    terminal: cannot("no: a typed line is one update"),
  },
  buttons: {
    telegram: can("under each message, as long as it stands there"),
    whatsapp: can("up to three, or a list of ten; more are numbered lines [Note: Ten of a list]"),
    terminal: can("a numbered list; numbers mean the newest one"),
  },
  "old buttons": {
    telegram: can("can be pressed"),
    whatsapp: can("can be pressed"),
    terminal: cannot("only those of the newest list"),
  },
  boxes: {
    telegram: can("redrawn in place"),
    whatsapp: cannot("not redrawn: numbered lines, and the numbers typed are the answer"),
    terminal: can("the list is printed again"),
  },
  doors: {
    telegram: can("buttons, or typed"),
    whatsapp: can("buttons or rows of a list, or typed"),
    terminal: can("`/hide` and `/danger`, in a shop `/cancel-order` and `/urgent-order`, listed under each message"),
  },
  location: {
    telegram: can("a point; one that moves is not followed"),
    whatsapp: can("a point; the platform's own button asks for it"),
    terminal: can("`/where LAT LON`"),
  },
  hide: {
    telegram: can("deletes what is not older than 48 hours"),
    whatsapp: cannot("deletes nothing: the shop says how to clear the chat (`shop.clear-chat`)"),
    terminal: can(
      "deletes everything; at a terminal the screen and what can be scrolled back to are cleared, a pipe keeps what was printed",
    ),
  },
  "a secret that she typed": {
    telegram: can("deleted at once"),
    whatsapp: cannot("stays on her phone, and she is told so (`whatsapp.code-word.phrase-kept`)"),
    terminal: can("deleted at once"),
  },
  "who else can read": {
    telegram: can("Telegram; said in the first minutes"),
    whatsapp: can("Meta, and from which number; said in the first minutes (`whatsapp.first-contact.what-it-cannot`)"),
    terminal: can("the texts are those of Telegram"),
  },
  "writing first": {
    telegram: can("at any time that she allowed"),
    whatsapp: cannot("not later than 24 hours after her last word: a template says that something waits"),
    terminal: can("at any time that she allowed"),
  },
  "what became of a message": {
    telegram: can("known when it is sent"),
    whatsapp: can("told later: sent, delivered, failed"),
    terminal: can("known when it is shown"),
  },
  "edited and forwarded messages": {
    telegram: can("heard"),
    whatsapp: can("heard"),
    terminal: cannot("there are none"),
  },
  "photos, voice, files, contacts": {
    telegram: can("refused kindly; words under them are listened to"),
    whatsapp: can("refused kindly; words under them are listened to"),
    terminal: cannot("cannot be sent"),
  },
  "links to tap, formatted text": {
    telegram: can("not used"),
    whatsapp: can("not used; refused"),
    terminal: can("refused: `terminal: sendMessage: …` on the error stream, and the exit code is 1"),
  },
  "several chats": {
    telegram: can("yes"),
    whatsapp: can("yes"),
    terminal: cannot("one for each data folder"),
  },
  "102 as a link": {
    telegram: can("no: it stands alone in its line"),
    whatsapp: can("no: it stands alone in its line"),
    terminal: can("no"),
  },
} as const satisfies Record<string, Record<ChannelName, Ability>>;

type Row = keyof typeof ABILITIES;
type CannotIn<Name extends Row> = {
  [Channel in ChannelName]: (typeof ABILITIES)[Name][Channel] extends { readonly cannot: string }
    ? `${Name} (${Channel})`
    : never;
}[ChannelName];

/** Everything that some channel cannot do: a test that is missing does not compile. */
export type Cannot = { [Name in Row]: CannotIn<Name> }[Row];

/** The table as it stands in the README. */
export function printAbilities(): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rows = Object.entries<Record<ChannelName, Ability>>(ABILITIES).map(([name, row]) =>
    line([name, ...CHANNEL_NAMES.map((channel) => wordsOf(row[channel]))]),
  );
  return [`| | ${CHANNEL_NAMES.join(" | ")} |`, line(["---", ...CHANNEL_NAMES.map(() => "---")]), ...rows].join("\n");
}

function wordsOf(ability: Ability): string {
  return "can" in ability ? ability.can : ability.cannot;
}
