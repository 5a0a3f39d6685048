import type { PrintStyle } from "../../src/channels/terminal-print.ts";
import type { Sheet } from "../../src/channels/terminal-view.ts";
import type { Chatter, Standing, Told } from "./chatter.ts";
import { matches } from "./hearing.ts";
import type { Patience } from "./person.ts";
import { Watch } from "./watch.ts";

/** A choice of the newest list, or one of the doors under it. */
interface Choice {
  readonly typed: string;
  readonly label: string;
}

/** What is printed begins so; see `terminal-print.ts`. */
const SAID = /^Pana {2}/;
const TYPED = /^> /;
const NUMBERED = /^ {6} ?(\d{1,2}) {2}(.+)$/;
const DOOR = /(\/(?:hide|danger)) (.+?)(?= {3}\/|$)/g;

/** Somebody at a terminal, and the screen she sees: what was cleared is gone from it. */
export class TerminalPerson implements Chatter, Sheet {
  readonly style: PrintStyle = { width: null, colours: false };
  readonly unwriteTyped = null;
  readonly watch = new Watch();
  #take: (line: string) => Promise<unknown> = () => Promise.reject(new Error("nobody listens"));
  #screen = "";
  #heardFrom = 0;
  #lines: Promise<unknown> = Promise.resolve();

  readonly write = (text: string): void => {
    this.#screen += text;
    this.watch.changed();
  };

  readonly clear = (): void => {
    this.#screen = "";
    this.#heardFrom = 0;
  };

  get screen(): string {
    return this.#screen;
  }

  get standing(): readonly Standing[] {
    return standingOn(this.#screen);
  }

  /** From now on her lines go there, and the screen is empty; what an earlier program did not take is lost. */
  sitsAt(take: (line: string) => Promise<unknown>): void {
    this.#take = take;
    this.#lines = Promise.resolve();
    this.clear();
  }

  /** All lines were taken. */
  async idle(): Promise<void> {
    await this.#lines;
  }

  /** What looks like a number of the list is said as words. */
  sends(text: string): void {
    this.#types(/^\d{1,2}$/.test(text) && this.#choices().length > 0 ? `/say ${text}` : text);
  }

  sharesLocation(latitude: number, longitude: number): void {
    this.#types(`/where ${latitude} ${longitude}`);
  }

  async presses(pattern: RegExp, { withinMs = 5_000 }: Patience = {}): Promise<void> {
    const found = await this.watch.until(
      () => this.#choices().find(({ label }) => matches(pattern, label)) ?? null,
      withinMs,
      () => `nothing like ${pattern} in ${JSON.stringify(this.#choices())}`,
    );
    this.#types(found.typed);
  }

  hears(pattern: RegExp, { withinMs = 5_000 }: Patience = {}): Promise<Told> {
    const heard = () => standingOn(this.#screen.slice(this.#heardFrom)).filter(({ by }) => by === "bot");
    const look = () => heard().find(({ text }) => matches(pattern, text)) ?? null;
    return this.watch.until(look, withinMs, () => `waited for ${pattern}, heard ${JSON.stringify(heard())}`);
  }

  /** Lines are taken one after the other, as they were typed. */
  #types(line: string): void {
    this.#lines = this.#lines.then(() => {
      this.#heardFrom = this.#screen.length;
      return this.#take(line);
    });
    this.#heardFrom = this.#screen.length;
  }

  /** Numbers of the newest list that has any, and the doors wherever they stand. */
  #choices(): readonly Choice[] {
    const lists = [...standingOn(this.#screen)].reverse().map(({ choices }) => choices);
    const numbered = lists.map((list) => list.filter(({ typed }) => !typed.startsWith("/")));
    return [...(numbered.find((list) => list.length > 0) ?? []), ...lists.flat().filter(isDoor)];
  }
}

function isDoor({ typed }: Choice): boolean {
  return typed.startsWith("/");
}

/** Reads the screen back: paragraphs that begin with a name are said, those with a mark are typed, lists hang below. */
function standingOn(screen: string): readonly (Standing & { readonly choices: readonly Choice[] })[] {
  const found: { by: "bot" | "person"; text: string; choices: Choice[] }[] = [];
  for (const line of screen.split("\n")) {
    const newest = found.at(-1);
    if (TYPED.test(line)) found.push({ by: "person", text: line.replace(TYPED, ""), choices: [] });
    else if (SAID.test(line)) found.push({ by: "bot", text: line.replace(SAID, ""), choices: [] });
    else if (newest === undefined || line.trim() === "") continue;
    else if (choicesIn(line).length > 0) newest.choices.push(...choicesIn(line));
    else if (newest.by === "bot" && line.startsWith(" ")) newest.text += `\n${line.trim()}`;
  }
  return found.map((one) => ({ ...one, buttons: one.choices.map(({ label }) => label) }));
}

function choicesIn(line: string): readonly Choice[] {
  const [, number, label] = NUMBERED.exec(line) ?? [];
  if (number !== undefined && label !== undefined) return [{ typed: number, label }];
  return [...line.matchAll(DOOR)].map(([, typed = "", name = ""]) => ({ typed, label: name }));
}
