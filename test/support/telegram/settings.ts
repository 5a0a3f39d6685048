import { type Answer, done, refuse } from "./answer.ts";
import { BOT_USER } from "./bot-account.ts";
import { isObject, listIn, numberIn, type Payload, textIn } from "./payload.ts";
import type { Method } from "./sending.ts";

/** The methods about the bot itself, its webhook and its buttons. */
export const SETTINGS: Readonly<Record<string, Method>> = {
  getme: () => done(BOT_USER),
  setwebhook: (account, payload) => {
    const url = textIn(payload, "url") ?? "";
    const secretToken = textIn(payload, "secret_token");
    const trouble = url === "" ? null : (badUrl(url) ?? badSecret(secretToken));
    if (trouble !== null) return trouble;
    account.webhook = url === "" ? null : { url, secretToken };
    account.allowedUpdates = wanted(payload) ?? account.allowedUpdates;
    return done(true);
  },
  deletewebhook: (account) => {
    account.webhook = null;
    return done(true);
  },
  answercallbackquery: (account, payload) =>
    account.knowsCallback(textIn(payload, "callback_query_id") ?? "")
      ? done(true)
      : refuse(400, "query is too old and response timeout expired or query ID is invalid"),
  getfile: (_account, payload) => {
    const file_id = textIn(payload, "file_id");
    if (file_id === null) return refuse(400, "file_id not specified");
    return done({ file_id, file_unique_id: "unique", file_size: 1024, file_path: "documents/file.bin" });
  },
  leavechat: (account, payload) => {
    account.leave(numberIn(payload, "chat_id") ?? 0);
    return done(true);
  },
  getmycommands: () => done([]),
  setmyname: (account, payload) => {
    const name = textIn(payload, "name") ?? "";
    if ([...name].length > 64) return refuse(400, "BOT_TITLE_INVALID");
    account.names.set(textIn(payload, "language_code") ?? "", name);
    return done(true);
  },
  getmyname: (account, payload) =>
    done({ name: account.names.get(textIn(payload, "language_code") ?? "") ?? account.names.get("") }),
  getuserprofilephotos: (account) => done({ total_count: Math.min(account.pictures, 1), photos: [] }),
  setmyprofilephoto: (account, payload) => {
    // A picture cannot be named, only brought along.
    const attached = /"attach:\/\/([^"]+)"/.exec(textIn(payload, "photo") ?? "")?.[1];
    const file = attached === undefined ? null : payload[attached];
    if (!isObject(file) || file.begins !== "ffd8ff") return refuse(400, "PHOTO_INVALID");
    account.pictures += 1;
    return done(true);
  },
};

/** The kinds of updates a call asks for, or `null` when it says nothing about them. */
export function wanted(payload: Payload): readonly string[] | null {
  return listIn(payload, "allowed_updates")?.map(String) ?? null;
}

/** The real service wants https. Loopback may be plain, so that a bot can be tried on one machine. */
function badUrl(url: string): Answer | null {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: "", hostname: "" };
  if (protocol === "https:" || (protocol === "http:" && isLoopback(hostname))) return null;
  return refuse(400, "bad webhook: An HTTPS URL must be provided for webhook");
}

export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
}

/** @see https://core.telegram.org/bots/api#setwebhook 1 to 256 of A-Z, a-z, 0-9, _ and -. */
function badSecret(secret: string | null): Answer | null {
  if (secret === null || /^[A-Za-z0-9_-]{1,256}$/.test(secret)) return null;
  return refuse(400, "secret token contains unallowed characters");
}
