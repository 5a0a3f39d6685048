import { later, SECOND_MS, type UnixMs } from "../../../domain/time.ts";
import { deskEvent } from "./desk-event.ts";
import { eventReader } from "./event-text.ts";
import type { Workplace } from "./workplace.ts";

const LOOK_MS = SECOND_MS;
/** The server says something every 15 seconds; after so long the line is dead, whatever the browser thinks. */
const SILENT_MS = 40 * SECOND_MS;
/** Pauses between tries grow up to the last one. */
const PAUSES_MS = [0, SECOND_MS, 2 * SECOND_MS, 5 * SECOND_MS, 10 * SECOND_MS, 20 * SECOND_MS] as const;
const SIGNED_OUT = 401;

/** A stream that is being read. */
interface Line {
  readonly stop: AbortController;
  heardAt: UnixMs;
}

/**
 * Keeps the stream of the queue open while somebody is at work and somebody listens, and tells what it says. When the line
 * breaks it says so, and goes on where it was; what was missed for good is a `reset`.
 */
export class LiveStream {
  readonly #place: Workplace;
  #stopLooking: (() => void) | null = null;
  #line: Line | null = null;
  #lastId: string | null = null;
  #state: "live" | "lost" | null = null;
  #failures = 0;
  #nextTry = 0 as UnixMs;

  constructor(place: Workplace) {
    this.#place = place;
    place.onLock(() => this.#forget());
  }

  begin(): void {
    this.#stopLooking = this.#place.world.every(LOOK_MS, () => this.#look());
    this.#look();
  }

  end(): void {
    this.#stopLooking?.();
    this.#stopLooking = null;
    this.#forget();
  }

  /** Whoever unlocks, or listens again, reads everything first. */
  #forget(): void {
    this.#line?.stop.abort();
    this.#line = null;
    this.#lastId = null;
    this.#state = null;
    this.#failures = 0;
    this.#nextTry = 0 as UnixMs;
  }

  #look(): void {
    const now = this.#place.world.now();
    if (this.#line !== null) {
      if (now - this.#line.heardAt > SILENT_MS) this.#giveUp(this.#line);
      return;
    }
    if (now < this.#nextTry || !isAtWork(this.#place)) return;
    const line: Line = { stop: new AbortController(), heardAt: now };
    this.#line = line;
    void this.#read(line).then(
      () => this.#giveUp(line),
      () => this.#giveUp(line),
    );
  }

  #giveUp(line: Line): void {
    line.stop.abort();
    if (this.#line !== line) return;
    this.#line = null;
    this.#tell("lost");
    const pause = PAUSES_MS[Math.min(this.#failures, PAUSES_MS.length - 1)] ?? 0;
    this.#nextTry = later(this.#place.world.now(), pause);
    this.#failures += 1;
  }

  async #read(line: Line): Promise<void> {
    const headers: Record<string, string> = this.#lastId === null ? {} : { "Last-Event-ID": this.#lastId };
    const response = await this.#place.api.open("/events", headers, line.stop.signal);
    if (this.#line !== line) return;
    if (response.status === SIGNED_OUT) this.#place.lock("signed-out");
    if (!response.ok || response.body === null) return;
    this.#failures = 0;
    this.#tell("live");
    await this.#readAll(line, response.body.getReader());
  }

  async #readAll(line: Line, reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const parse = eventReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || this.#line !== line) return;
      line.heardAt = this.#place.world.now();
      const events = parse(decoder.decode(value, { stream: true }));
      if (events === null) return;
      for (const said of events) {
        this.#lastId = said.id;
        const event = deskEvent(this.#place, said);
        if (event !== null) this.#place.tell(event);
      }
    }
  }

  #tell(state: "live" | "lost"): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#place.tell({ event: "connection", state });
  }
}

function isAtWork(place: Workplace): boolean {
  try {
    place.atWork();
    return true;
  } catch {
    return false;
  }
}
