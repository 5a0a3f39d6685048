import { startTinyBot } from "./tiny-bot.ts";

// The tiny bot as a process of its own, to be killed by a test.
const { BOT_TOKEN = "", API_ROOT = "", BOT_MODE, PORT = "0" } = process.env;
await startTinyBot({
  token: BOT_TOKEN,
  apiRoot: API_ROOT,
  mode: BOT_MODE === "polling" ? "polling" : "webhook",
  port: Number(PORT),
});
process.stdout.write("ready\n");
