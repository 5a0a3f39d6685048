/** Words that were begun and not sent. They are never written anywhere: closing the page forgets them. */
export interface Drafts {
  /** Empty when there is none. */
  read(name: string): string;
  write(name: string, text: string): void;
  clear(): void;
  /** Nothing was begun. */
  isEmpty(): boolean;
}

export function createDrafts(): Drafts {
  const texts = new Map<string, string>();
  return {
    read: (name) => texts.get(name) ?? "",
    write: (name, text) => void (text === "" ? texts.delete(name) : texts.set(name, text)),
    clear: () => texts.clear(),
    isEmpty: () => texts.size === 0,
  };
}
