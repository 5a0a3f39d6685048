/** An error as the Graph API answers it. @see https://developers.facebook.com/docs/graph-api/guides/error-handling */
export interface GraphError {
  readonly status: number;
  readonly code: number;
  readonly subcode: number | null;
  readonly details: string;
}

export function graphError(code: number, details: string, status = 400, subcode: number | null = null): GraphError {
  return { status, code, subcode, details };
}

/** The body of the answer. As at the real service its sentences may hold what was sent, which nobody is to print. */
export function errorBody({ code, subcode, details }: GraphError): object {
  return {
    error: {
      message: `(#${code}) ${details}`,
      type: "OAuthException",
      code,
      ...(subcode !== null && { error_subcode: subcode }),
      error_data: { messaging_product: "whatsapp", details },
      fbtrace_id: "stand-in",
    },
  };
}
