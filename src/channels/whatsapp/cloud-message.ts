import { doorOf, isBesideOptions } from "../../bot/button-meaning.ts";
import { Fault } from "../../domain/faults.ts";
import type { PlainButton } from "../bot-api.ts";
import { type CloudMessage, LIMITS, type ListRow, textMessage } from "./cloud-payload.ts";
import { endApart, pieces, shorten } from "./cut-text.ts";

/** What opens a list, in both languages: nothing here knows hers. */
const OPEN_LIST = "Таңдау · Выбрать";
/** A box to tick, as the bot draws it. */
const BOX = /^[☑☐]/;
/** A number before it says as much. */
const EMPTY_BOX = /^☐ /;

/**
 * One screen as messages of the Cloud API, in order: up to three short buttons as buttons, up to ten as a list, more as
 * numbered lines. Boxes are always lines: with a list each tick would cost three touches and another message. Numbers mean to the bot what they mean here. What is no option, the doors and "skip", has no number
 * and becomes the buttons under the lines. [Note: Ten of a list]
 *
 * @param rows the keyboard; how it is laid out is lost.
 * @throws {Fault} `channel/refused`: nothing to say, a button without a label, or more to send back than may be.
 */
export function cloudMessages(text: string, rows: readonly (readonly PlainButton[])[]): readonly CloudMessage[] {
  if (text.trim() === "") throw new Fault("channel/refused", { empty: true });
  return compose(text, buttonsIn(rows));
}

/**
 * Boxes as they are now. Nothing that was sent can be changed, so they are shown anew. [Note: Sent is sent]
 *
 * @throws {Fault} `channel/refused` as above, and for a keyboard without boxes.
 */
export function tickMessages(rows: readonly (readonly PlainButton[])[]): readonly CloudMessage[] {
  const buttons = buttonsIn(rows);
  const boxes = buttons.filter(({ label }) => BOX.test(label));
  if (boxes.length === 0) throw new Fault("channel/refused", { boxes: 0 });
  return compose("", buttons);
}

function compose(text: string, buttons: readonly PlainButton[]): readonly CloudMessage[] {
  if (buttons.length === 0) return pieces(text, LIMITS.text).map(textMessage);
  const hasBoxes = buttons.some(({ label }) => BOX.test(label));
  if (!hasBoxes && fitsButtons(buttons)) return withBody(text, (body) => buttonMessage(body, buttons));
  const options = buttons.filter(({ data }) => doorOf(data) === null && !isBesideOptions(data));
  const beside = buttons.filter((button) => !options.includes(button));
  if ((!hasBoxes && fitsList(buttons)) || options.length === 0)
    return withBody(text, (body) => listMessage(body, buttons));
  const lines = options.map(({ label }, i) => `${i + 1}. ${label.replace(EMPTY_BOX, "")}`);
  return compose([text, lines.join("\n")].filter((part) => part !== "").join("\n\n"), beside);
}

/** What is too long for one message goes first, so that the buttons stand last. */
function withBody(text: string, interactive: (body: string) => CloudMessage): readonly CloudMessage[] {
  const { head, tail } = endApart(text, LIMITS.body);
  return [...pieces(head, LIMITS.text).map(textMessage), interactive(tail)];
}

function fitsButtons(buttons: readonly PlainButton[]): boolean {
  return buttons.length <= LIMITS.buttons && buttons.every(({ label }) => label.length <= LIMITS.buttonTitle);
}

/** With every label readable to its end. */
function fitsList(buttons: readonly PlainButton[]): boolean {
  return buttons.length <= LIMITS.rows && buttons.every(({ label }) => label.length <= LIMITS.rowDescription);
}

function buttonMessage(body: string, buttons: readonly PlainButton[]): CloudMessage {
  const titles = distinct(buttons, LIMITS.buttonTitle);
  const shown = buttons.map(({ data }, i) => ({ type: "reply", reply: { id: data, title: titles[i] ?? "" } }) as const);
  return { type: "interactive", interactive: { type: "button", body: { text: body }, action: { buttons: shown } } };
}

function listMessage(body: string, buttons: readonly PlainButton[]): CloudMessage {
  if (buttons.length > LIMITS.rows) throw new Fault("channel/refused", { rows: buttons.length });
  const titles = distinct(buttons, LIMITS.rowTitle);
  const rows = buttons.map((button, i) => rowOf(button, titles[i] ?? ""));
  const action = { button: OPEN_LIST, sections: [{ rows }] } as const;
  return { type: "interactive", interactive: { type: "list", body: { text: body }, action } };
}

function rowOf({ label, data }: PlainButton, title: string): ListRow {
  if (title === label) return { id: data, title };
  return { id: data, title, description: shorten(label, LIMITS.rowDescription) };
}

/** Labels cut to titles. Two that became the same, or were, get a number: Meta refuses twins. */
function distinct(buttons: readonly PlainButton[], max: number): readonly string[] {
  const taken = new Set<string>();
  return buttons.map(({ label }) => {
    let title = shorten(label, max);
    for (let n = 2; taken.has(title.toLowerCase()); n += 1) title = `${shorten(label, max - ` ${n}`.length)} ${n}`;
    taken.add(title.toLowerCase());
    return title;
  });
}

/** A second button that does the same is left out: what comes back must be told apart. */
function buttonsIn(rows: readonly (readonly PlainButton[])[]): readonly PlainButton[] {
  const buttons = rows.flat().map(({ label, data }) => ({ label: label.trim().replace(/\s+/g, " "), data }));
  for (const { label, data } of buttons) {
    const isLong = data.length > LIMITS.rowId;
    if (label === "" || data.trim() !== data || data === "" || isLong)
      throw new Fault("channel/refused", { label: label.length, data: data.length });
  }
  return buttons.filter(({ data }, i) => buttons.findIndex((one) => one.data === data) === i);
}
