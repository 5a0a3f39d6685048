import type { Transformer } from "grammy";

/** An answer of the Bot API. @see https://core.telegram.org/bots/api#making-requests */
export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error_code: number; readonly description: string };

/** What came with a call. */
export type Payload = Readonly<Record<string, unknown>>;

/** The part of `fetch` that grammY's client uses. */
export type ClientFetch = (
  url: string,
  init: { readonly body?: unknown },
) => Promise<{ readonly json: () => Promise<Answer> }>;

/** A button that comes back: the only kind that other platforms than Telegram are given. */
export interface PlainButton {
  readonly label: string;
  readonly data: string;
}

export const TRUE: Answer = { ok: true, result: true };

/** Trying again would be useless: the channel treats it as a refusal. */
const UNSUPPORTED = 405;

/** One call of the Bot API: its answer. */
export type Call = (method: string, payload: Payload) => Answer | Promise<Answer>;

/**
 * The Bot API over something else: calls in, answers out.
 *
 * @param complain is told what was asked for and could not be done. No words of a person are in it.
 */
export function botApiOver(call: Call, complain: (what: string) => void): ClientFetch {
  const ask = complaining(call, complain);
  return async (url, { body }) => {
    const method = url.slice(url.lastIndexOf("/") + 1);
    const payload = typeof body === "string" ? (JSON.parse(body) as Payload) : null;
    const answer = await (payload === null ? refuse("a file cannot be shown") : ask(method, payload));
    return { json: async () => answer };
  };
}

/**
 * The same past the client of the library, which costs half of a call. What does not come through the bot's own API,
 * such as a call of the engine, still takes the fetch.
 */
export function pastClient(call: Call, complain: (what: string) => void): Transformer {
  const ask = complaining(call, complain);
  // As untyped here as in the client that is passed by: whoever called knows what the method gives.
  return async (_prev, method, payload) => (await ask(method, payload as Payload)) as Awaited<ReturnType<typeof _prev>>;
}

function complaining(call: Call, complain: (what: string) => void): Call {
  return async (method, payload) => {
    const answer = await call(method, payload);
    if (!answer.ok && answer.error_code === UNSUPPORTED) complain(`${method}: ${answer.description}`);
    return answer;
  };
}

/** The keyboard without its rows. null: there is a button that does something else than come back. */
export function buttonsIn(markup: unknown): readonly PlainButton[] | null {
  if (markup === undefined) return [];
  if (!isRecord(markup) || !Array.isArray(markup.inline_keyboard)) return null;
  const buttons = markup.inline_keyboard.flat().map((button: unknown) => {
    if (!isRecord(button)) return null;
    const { text, callback_data: data, ...others } = button;
    const isPlain = typeof text === "string" && typeof data === "string" && Object.keys(others).length === 0;
    return isPlain ? { label: text, data } : null;
  });
  const plain = buttons.filter((button) => button !== null);
  return plain.length === buttons.length ? plain : null;
}

/** Nobody is to believe that it was shown. */
export function refuse(description: string): Answer {
  return fail(UNSUPPORTED, description);
}

export function fail(status: number, description: string): Answer {
  return { ok: false, error_code: status, description };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
