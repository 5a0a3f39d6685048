/** Bytes as unpadded base64url, as they travel in JSON. Undone by {@link parseBase64}. */
export function printBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Undoes {@link printBase64}; `null` when the text is anything else, a padded or a sloppy spelling included. */
export function parseBase64(text: string): Uint8Array | null {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  return printBase64(bytes) === text ? bytes : null;
}
