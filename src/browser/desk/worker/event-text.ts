/** One event of a stream as it came: every line of `data` in one text. */
export interface StreamEvent {
  /** The last id that was said, in this event or before; null: none yet. */
  readonly id: string | null;
  /** `message` unless the stream names it; null: it only says an id. */
  readonly event: string | null;
  readonly data: string;
}

/** An event longer than this is none of ours. */
const MAX_TEXT = 1_000_000;

/**
 * Reads the format of event streams piece by piece, wherever the pieces are cut.
 *
 * @returns what is whole by now; null when the text cannot be an event stream of the desk.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function eventReader(): (piece: string) => readonly StreamEvent[] | null {
  let rest = "";
  let id: string | null = null;
  return (piece) => {
    rest += piece;
    // A return at the end may be the first half of a line's end.
    const blocks = rest.replace(/\r\n|\r(?!$)/g, "\n").split("\n\n");
    rest = blocks.pop() ?? "";
    if (rest.length > MAX_TEXT) return null;
    return blocks.flatMap((block) => {
      const { fields, saidId } = fieldsIn(block);
      id = saidId ?? id;
      const data = fields.data.length === 0 ? null : fields.data.join("\n");
      if (data === null && saidId === null) return [];
      return [{ id, event: data === null ? null : (fields.event.at(-1) ?? "message"), data: data ?? "" }];
    });
  };
}

function fieldsIn(block: string): {
  readonly fields: Readonly<Record<"id" | "event" | "data", readonly string[]>>;
  readonly saidId: string | null;
} {
  const fields = { id: [] as string[], event: [] as string[], data: [] as string[] };
  for (const line of block.split("\n")) {
    const [, name = "", value = ""] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (name === "id" || name === "event" || name === "data") fields[name].push(value);
  }
  return { fields, saidId: fields.id.at(-1) ?? null };
}
