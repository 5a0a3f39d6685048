/**
 * What the Cloud API is asked to show, without the address.
 *
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
export type CloudMessage =
  | { readonly type: "text"; readonly text: { readonly body: string; readonly preview_url: false } }
  | { readonly type: "interactive"; readonly interactive: Interactive }
  | { readonly type: "template"; readonly template: Template };

type Body = { readonly text: string };

export type Interactive =
  | { readonly type: "button"; readonly body: Body; readonly action: { readonly buttons: readonly ReplyButton[] } }
  | {
      readonly type: "list";
      readonly body: Body;
      readonly action: { readonly button: string; readonly sections: readonly [{ readonly rows: readonly ListRow[] }] };
    }
  | {
      readonly type: "location_request_message";
      readonly body: Body;
      readonly action: { readonly name: "send_location" };
    };

/** One of three at most. `id` comes back when she presses it. */
export interface ReplyButton {
  readonly type: "reply";
  readonly reply: { readonly id: string; readonly title: string };
}

/** One of ten at most. The description stands small under the title. */
export interface ListRow {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
}

/** A text that Meta approved beforehand: the only thing that may be sent a day after her last word. */
interface Template {
  readonly name: string;
  readonly language: { readonly code: string };
}

/**
 * Limits, counted here in UTF-16 units: never fewer than however Meta counts.
 *
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages
 */
export const LIMITS = {
  text: 4_096,
  /** Of a message that has buttons or a list. */
  body: 1_024,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  rows: 10,
  rowTitle: 24,
  rowDescription: 72,
  rowId: 200,
} as const;

/** A text without anything to press. */
export function textMessage(body: string): CloudMessage {
  return { type: "text", text: { body, preview_url: false } };
}

/** Asks for a place with the platform's own button; no other button fits beside it. */
export function locationRequest(body: string): CloudMessage {
  const action = { name: "send_location" } as const;
  return { type: "interactive", interactive: { type: "location_request_message", body: { text: body }, action } };
}

/**
 * An approved text without placeholders: nothing of a case goes into it.
 *
 * @param language as Meta names it: `kk`, `ru`.
 */
export function templateMessage(name: string, language: string): CloudMessage {
  return { type: "template", template: { name, language: { code: language } } };
}
