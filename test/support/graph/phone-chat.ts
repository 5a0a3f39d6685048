import { isObject, listIn, type Payload } from "../telegram/payload.ts";
import { Watch } from "../watch.ts";

/** One thing that can be pressed. `label` is what can be read of it: the description, where the title was cut. */
export interface PhoneButton {
  readonly kind: "button_reply" | "list_reply";
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly label: string;
}

/** One message as it stands on a phone. */
export interface PhoneMessage {
  readonly wamid: string;
  readonly by: "bot" | "person";
  readonly text: string;
  readonly buttons: readonly PhoneButton[];
  /** What was sent or posted. */
  readonly wire: Payload;
}

/** The chat on her phone: nothing in it is ever changed or deleted by the business. */
export class PhoneChat {
  readonly watch = new Watch();
  readonly #messages: PhoneMessage[] = [];
  /** True: her last word is more than a day old, only templates are taken. */
  isClosed = false;
  /** True: she blocked the number, or it is no longer at WhatsApp. */
  isGone = false;

  /** Oldest first. */
  get messages(): readonly PhoneMessage[] {
    return this.#messages;
  }

  add(message: PhoneMessage): void {
    this.#messages.push(message);
    this.watch.changed();
  }
}

/** A message of the Cloud API as it is shown. */
export function shownMessage(wamid: string, wire: Payload): PhoneMessage {
  const content = wire[String(wire.type)];
  const parts = isObject(content) ? content : {};
  const body = isObject(parts.body) ? parts.body.text : (parts.body ?? `(template ${String(parts.name)})`);
  return { wamid, by: "bot", text: String(body), buttons: buttonsOf(parts), wire };
}

function buttonsOf({ action }: Payload): readonly PhoneButton[] {
  if (!isObject(action)) return [];
  const replies = (listIn(action, "buttons") ?? []).filter(isObject).map(({ reply }) => reply);
  const rows = (listIn(action, "sections") ?? []).filter(isObject).flatMap((section) => listIn(section, "rows") ?? []);
  return [...replies.map(buttonOf("button_reply")), ...rows.map(buttonOf("list_reply"))];
}

function buttonOf(kind: PhoneButton["kind"]): (found: unknown) => PhoneButton {
  return (found) => {
    const { id, title, description } = isObject(found) ? found : {};
    const small = description === undefined ? null : String(description);
    return { kind, id: String(id), title: String(title), description: small, label: small ?? String(title) };
  };
}
