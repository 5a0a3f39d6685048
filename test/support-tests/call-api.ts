import type { TelegramStandIn } from "../support/telegram-stand-in.ts";

/** The answer to a raw call, unparsed. */
export interface RawAnswer {
  readonly status: number;
  readonly ok: boolean;
  readonly result?: unknown;
  readonly description?: string;
  readonly parameters?: unknown;
}

/** Calls the stand-in as plainly as `curl` would. */
export async function callApi(
  telegram: TelegramStandIn,
  method: string,
  payload: object = {},
  { token = telegram.token, signal }: { readonly token?: string; readonly signal?: AbortSignal } = {},
): Promise<RawAnswer> {
  const response = await fetch(`${telegram.apiRoot}/bot${token}/${method}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(payload),
    ...(signal === undefined ? {} : { signal }),
  });
  return { status: response.status, ...((await response.json()) as Omit<RawAnswer, "status">) };
}

/** The numbers of the updates in the answer to `getUpdates`. */
export function updateIds(answer: RawAnswer): readonly number[] {
  return (answer.result as readonly { readonly update_id: number }[]).map(({ update_id }) => update_id);
}
