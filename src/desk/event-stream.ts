import type { News } from "../app/desk/feed.ts";
import { printHex } from "../domain/ids.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { DeskRoutes, StaffCall } from "./desk-routes.ts";
import { type EventLines, eventLines } from "./event-lines.ts";
import type { Gate } from "./gate.ts";
import { refusal } from "./refusal.ts";

/** Calls again and again until what it gives is called. */
export type Every = (ms: number, work: () => void) => () => void;

const HEARTBEAT_MS = 15 * SECOND_MS;
/** Devices of one member that watch at the same time. */
const MOST_STREAMS = 6;
/** More than this has changed behind a slow reader: it reads everything again. */
const MOST_BACKLOG = 256;
/** Pieces that may wait in the socket before the rest waits here, where news of the same case become one. */
const IN_SOCKET = 16;

const HEADERS = { "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no" } as const;

/** Ends a stream from outside. */
type End = () => void;

/**
 * `GET /events`: what changes in the queue of her organisation, as it changes. An id is the number of the news it carries;
 * whoever comes back with the last one is told what she missed, or to read everything again. [Note: A stream of rows]
 */
export function eventStream(gate: Gate, every: Every): (routes: DeskRoutes) => void {
  const open = new Map<string, Map<string, End>>();
  return (routes) => {
    routes.read("/events", "queue.read", async (call) => {
      const member = printHex(call.session.memberId);
      const session = printHex(call.session.id);
      const streams = open.get(member) ?? new Map<string, End>();
      streams.get(session)?.(); // A device that comes back has lost its old stream, whether or not we noticed.
      if (streams.size >= MOST_STREAMS) return refusal("desk/too-many");
      open.set(member, streams);
      const lines = await eventLines(call.parts, call.session.orgId);
      const stream = new Stream(call, gate, lines, every, () => {
        if (streams.get(session) === stream.end) streams.delete(session);
        if (streams.size === 0) open.delete(member);
      });
      streams.set(session, stream.end);
      return new Response(stream.body, { headers: HEADERS });
    });
  };
}

/** One reader. News of the same thing become one while they wait; what is said of it is looked up when it can be sent. */
class Stream {
  readonly body: ReadableStream<Uint8Array>;
  readonly #call: StaffCall;
  readonly #gate: Gate;
  readonly #lines: EventLines;
  readonly #stops: (() => void)[] = [];
  readonly #backlog = new Map<string, News>();
  #out: ReadableStreamDefaultController<Uint8Array> | null = null;
  #resetAt: number | null = null;
  /** News up to this number were missed by whoever comes back. */
  #missedUntil = 0;
  #isSending = false;
  #isOver = false;

  constructor(call: StaffCall, gate: Gate, lines: EventLines, every: Every, closed: () => void) {
    this.#call = call;
    this.#gate = gate;
    this.#lines = lines;
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (out) => {
          this.#out = out;
          this.#begin();
        },
        pull: () => this.#send(),
        cancel: () => this.end(),
      },
      { highWaterMark: IN_SOCKET },
    );
    this.#stops.push(
      closed,
      call.parts.feed.listen((news) => this.#hear(news)),
      every(HEARTBEAT_MS, () => void this.#beat()),
    );
  }

  readonly end: End = () => {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const stop of this.#stops) stop();
    try {
      this.#out?.close();
    } catch {
      // The reader was gone before.
    }
  };

  /** Says where she stands from now on, or what she missed. */
  #begin(): void {
    const { feed } = this.#call.parts;
    const last = Number(this.#call.request.headers.get("last-event-id") ?? Number.NaN);
    const missed = Number.isSafeInteger(last) ? feed.since(last) : [];
    this.#missedUntil = feed.last();
    if (missed === null) this.#resetAt = feed.last();
    else if (missed.length > 0) for (const news of missed) this.#hear(news);
    else this.#write(`id: ${feed.last()}\n\n`);
  }

  #hear(news: News): void {
    const key = keyOf(news);
    this.#backlog.delete(key); // It goes to the end: numbers that were sent only grow.
    this.#backlog.set(key, news);
    if (this.#backlog.size > MOST_BACKLOG) {
      this.#backlog.clear();
      this.#resetAt = news.id;
    }
    void this.#send();
  }

  /** Sends as long as the reader takes it. */
  async #send(): Promise<void> {
    if (this.#isSending || this.#isOver) return;
    this.#isSending = true;
    try {
      while (this.#isHungry() && (this.#resetAt !== null || this.#backlog.size > 0)) {
        if (!(await this.#isStillIn())) return this.end();
        const text = await this.#next();
        if (text !== null) this.#write(text);
      }
    } catch {
      this.end(); // She comes back with the last number that she got.
    } finally {
      this.#isSending = false;
    }
  }

  async #next(): Promise<string | null> {
    if (this.#resetAt !== null) return this.#reset(this.#resetAt);
    const [first] = this.#backlog;
    if (first === undefined) return null;
    const [key, news] = first;
    this.#backlog.delete(key);
    const said = await this.#lines.of(news);
    if (said !== null) return `id: ${news.id}\nevent: ${said.event}\ndata: ${JSON.stringify(said.data)}\n\n`;
    // Gone while she was away, or never hers: who had it in her list then is not known any more.
    return "caseId" in news && news.id <= this.#missedUntil ? this.#reset(this.#missedUntil) : null;
  }

  #reset(id: number): string {
    this.#resetAt = null;
    this.#missedUntil = 0;
    for (const [key, news] of this.#backlog) if (news.id <= id) this.#backlog.delete(key);
    return `id: ${id}\nevent: reset\ndata: {}\n\n`;
  }

  /** Keeps the connection open, and ends it with the session. */
  async #beat(): Promise<void> {
    if (!(await this.#isStillIn())) this.end();
    else if (this.#isHungry()) this.#write(":\n\n");
  }

  async #isStillIn(): Promise<boolean> {
    try {
      await this.#gate.enter(this.#call.request);
      return !this.#isOver;
    } catch {
      return false;
    }
  }

  #isHungry(): boolean {
    return !this.#isOver && (this.#out?.desiredSize ?? 0) > 0;
  }

  #write(text: string): void {
    this.#out?.enqueue(new TextEncoder().encode(text));
  }
}

function keyOf(news: News): string {
  if ("entryId" in news) return `message ${printHex(news.entryId)}`;
  if ("caseId" in news) return `case ${printHex(news.caseId)}`;
  return "referralId" in news ? `referral ${printHex(news.referralId)}` : `organisation ${printHex(news.orgId)}`;
}
