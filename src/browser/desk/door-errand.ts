/** What somebody came for, by the link that brought her here. */
export type Errand =
  | { readonly errand: "work" }
  | { readonly errand: "invitation"; readonly token: string }
  | { readonly errand: "sheet"; readonly code: string };

const INVITATION = /^#invitation=([\w-]{1,128})$/;
const SHEET = /^#sheet=([0-9A-Za-z-]{1,128})$/;

/** Reads what stands behind `#`; anything else is work as usual. */
export function parseErrand(hash: string): Errand {
  const [, token] = INVITATION.exec(hash) ?? [];
  if (token !== undefined) return { errand: "invitation", token };
  const [, code] = SHEET.exec(hash) ?? [];
  return code === undefined ? { errand: "work" } : { errand: "sheet", code };
}

/** The address that {@link parseErrand} reads. What is behind `#` is never sent to a server. */
export function printErrand(origin: string, errand: Exclude<Errand, { readonly errand: "work" }>): string {
  const said = errand.errand === "invitation" ? `invitation=${errand.token}` : `sheet=${errand.code}`;
  return `${origin}/desk/#${said}`;
}

/** What the address is without the secret that it brought: it must not stay in the history. */
export function withoutErrand(href: string): string {
  const mark = href.indexOf("#");
  return mark === -1 ? href : href.slice(0, mark);
}
