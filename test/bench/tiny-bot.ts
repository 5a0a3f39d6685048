import http from "node:http";
import type { AddressInfo } from "node:net";
import type { BotDoor } from "./drive/driver.ts";

/** What a bot in a test does wrong; `none`: it says back what it heard, with a button under it. */
export type TinyFault = "none" | "other-words" | "twice" | "words-of-another" | "no-button" | "refuses" | "wrong-chat";

interface Update {
  readonly message?: { readonly chat: { readonly id: number }; readonly text: string };
  readonly callback_query?: { readonly message: { readonly chat: { readonly id: number } } };
}

const OTHER_TOKEN = "zq00000zx";

/** A bot in a few lines, to show that the driver notices what bots do wrong. The caller closes it. */
export async function openTinyBot(
  apiRoot: string,
  token: string,
  fault: TinyFault,
): Promise<{ readonly door: BotDoor; readonly close: () => Promise<void>; readonly mostAtOnce: () => number }> {
  const open = new Map<number, number>();
  let mostAtOnce = 0;

  async function say(chat_id: number, text: string): Promise<void> {
    const keyboard = fault === "no-button" ? [] : [[{ text: "on", callback_data: "on" }]];
    const body = JSON.stringify({ chat_id, text, reply_markup: { inline_keyboard: keyboard } });
    await fetch(`${apiRoot}/bot${token}/sendMessage`, { method: "POST", body });
  }

  async function take({ message, callback_query }: Update): Promise<number> {
    const chat = (message ?? callback_query?.message)?.chat.id ?? 0;
    open.set(chat, (open.get(chat) ?? 0) + 1);
    mostAtOnce = Math.max(mostAtOnce, open.get(chat) ?? 0);
    const text = message?.text ?? "pressed";
    if (fault === "refuses") return 500;
    const words =
      fault === "other-words" ? "what?" : fault === "words-of-another" ? `heard ${OTHER_TOKEN}` : `heard ${text}`;
    await say(fault === "wrong-chat" ? chat + 1_000 : chat, words);
    if (fault === "twice") await say(chat, words);
    if (fault === "wrong-chat") await say(chat, words);
    open.set(chat, (open.get(chat) ?? 1) - 1);
    return 200;
  }

  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      void take(JSON.parse(Buffer.concat(chunks).toString()) as Update).then((status) =>
        response.writeHead(status).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    door: { port: (server.address() as AddressInfo).port, path: "/", secret: "s" },
    mostAtOnce: () => mostAtOnce,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
