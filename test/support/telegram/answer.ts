/** What the stand-in answers to a call. */
export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly error_code: number;
      readonly description: string;
      readonly parameters?: { readonly retry_after: number };
    };

/** The refusing half of {@link Answer}. */
export type Refusal = Extract<Answer, { readonly ok: false }>;

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  500: "Internal Server Error",
  502: "Bad Gateway",
};

export function done(result: unknown): Answer {
  return { ok: true, result };
}

/** A refusal in the words of the Bot API: `Bad Request: <why>`. */
export function refuse(status: number, why?: string): Refusal {
  const title = TITLES[status] ?? "Error";
  return { ok: false, error_code: status, description: why === undefined ? title : `${title}: ${why}` };
}

/** `429 Too Many Requests`, with the seconds to wait. */
export function tooMany(retryAfterSeconds: number): Refusal {
  return {
    ok: false,
    error_code: 429,
    description: `Too Many Requests: retry after ${retryAfterSeconds}`,
    parameters: { retry_after: retryAfterSeconds },
  };
}
