import type { Dialogue } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/** What she can take back: words on this phone, being written to, her cases, everything that the chat knows. */
const myTraces: Talk = { name: "my-traces", edition: 1, run: offer };

/** No more messages: every way to write to her is destroyed. A new case has a new one. */
const stopContact: Talk = { name: "stop-contact", edition: 1, run: stop };

/** Her cases are destroyed, though not at once: it may not be her who asks. */
const eraseCases: Talk = { name: "erase-cases", edition: 1, run: erase };

/** The wish to have them destroyed is taken back. */
const keepCases: Talk = { name: "keep-cases", edition: 1, run: keep };

/** What the chat knows of her between talks. */
const forgetMe: Talk = { name: "forget-me", edition: 1, run: forget };

/** Everything in which she leaves. */
export const TRACE_TALKS: readonly Talk[] = [myTraces, stopContact, eraseCases, keepCases, forgetMe];

async function offer(d: Dialogue): Promise<TalkEnd> {
  const found = await d.perform({ do: "read-traces" });
  const has = found.outcome === "traces" ? found : { cases: false, erasing: false, unswept: 0 };
  sayUnswept(d, has.unswept);
  if (has.erasing) d.say("traces.is-erasing");
  const erasing = has.erasing ? (["keep"] as const) : (["erase"] as const);
  const way = await d.choose(
    "traces",
    has.cases ? ["hide", "stop", ...erasing, "forget", "menu"] : ["hide", "forget", "menu"],
  );
  if (way !== "hide") return goTo(NEXT[way]);
  d.say("traces.how-to-hide");
  return goTo("my-traces");
}

const NEXT = {
  stop: "stop-contact",
  erase: "erase-cases",
  keep: "keep-cases",
  forget: "forget-me",
  menu: "menu",
} as const;

/** What hide and the clock could not delete, she may delete herself. */
function sayUnswept(d: Dialogue, count: number): void {
  if (count > 0) d.say("traces.unswept", { count });
}

async function stop(d: Dialogue): Promise<TalkEnd> {
  const sure = await d.choose("traces.stop-contact", ["no", "yes"]);
  if (sure === "no") return goTo("my-traces");
  const { outcome } = await d.perform({ do: "stop-contact" });
  d.say(outcome === "done" ? "traces.stopped" : "common.not-kept");
  return goTo("menu");
}

async function erase(d: Dialogue): Promise<TalkEnd> {
  const found = await d.perform({ do: "read-traces" });
  if (found.outcome !== "traces") {
    d.say("common.not-kept");
    return goTo("menu");
  }
  const { hours, unswept } = found;
  sayUnswept(d, unswept);
  d.say("traces.erase-how", { hours });
  d.say("traces.erase-not-all");
  if ((await d.choose("traces.erase-cases", ["no", "yes"])) === "no") return goTo("my-traces");
  if ((await d.choose("traces.erase-sure", ["no", "yes"])) === "no") return goTo("my-traces");
  const { outcome } = await d.perform({ do: "ask-erasure" });
  if (outcome === "done") d.say("traces.erasure-asked", { hours });
  else d.say("common.not-kept");
  return goTo("menu");
}

async function keep(d: Dialogue): Promise<TalkEnd> {
  const { outcome } = await d.perform({ do: "cancel-erasure" });
  d.say(outcome === "done" ? "traces.erasure-cancelled" : "common.not-kept");
  return goTo("menu");
}

async function forget(d: Dialogue): Promise<TalkEnd> {
  const sure = await d.choose("traces.forget-me", ["no", "yes"]);
  if (sure === "no") return goTo("my-traces");
  d.say("traces.forgotten"); // In her language, which is forgotten with the rest.
  await d.perform({ do: "forget-me" });
  return goTo("first-contact");
}
