/** Whether a key belongs to what somebody types or to a dialog, and not to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  if (document.querySelector("dialog[open]") !== null) return true;
  const { target } = event;
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

/**
 * The key by its place on the keyboard, so that j is found while Kazakh or Russian is being typed.
 * Null: no letter of the Latin keyboard.
 */
export function letterOf(event: Pick<KeyboardEvent, "code">): string | null {
  const [, letter] = /^Key([A-Z])$/.exec(event.code) ?? [];
  return letter?.toLowerCase() ?? null;
}
