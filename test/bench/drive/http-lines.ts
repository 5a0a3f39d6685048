import net, { type Socket } from "node:net";
import { cutMessage } from "./http-message.ts";

/** Hears what came of one post; status null: the connection broke. */
export type Heard = (status: number | null) => void;

interface Post {
  readonly bytes: string;
  readonly heard: Heard;
}

interface Line {
  readonly socket: Socket;
  post: Post | null;
  waiting: Buffer | null;
  idleSince: number;
}

/** Node closes what was idle for five seconds; a line that is nearly as old is not used any more. */
const OLDEST_IDLE_MS = 3_000;

const STATUS_FROM = 9;
const STATUS_TO = 12;

/** Posts JSON to one server over a bounded number of connections that stay open, one post under way on each. */
export class HttpLines {
  readonly #port: number;
  readonly #headers: string;
  readonly #most: number;
  readonly #idle: Line[] = [];
  readonly #open = new Set<Line>();
  readonly #queue: Post[] = [];

  /** @param headers whole lines, besides those that every post has. */
  constructor(to: { readonly port: number; readonly most: number; readonly headers: readonly string[] }) {
    this.#port = to.port;
    this.#most = to.most;
    const usual = ["Host: 127.0.0.1", "Content-Type: application/json", "Connection: keep-alive"];
    this.#headers = [...usual, ...to.headers, "Content-Length: "].join("\r\n");
  }

  post(path: string, json: string, heard: Heard): void {
    const head = `POST ${path} HTTP/1.1\r\n${this.#headers}${Buffer.byteLength(json)}`;
    const post = { bytes: `${head}\r\n\r\n${json}`, heard };
    const line = this.#fresh();
    if (line !== null) this.#send(line, post);
    else if (this.#open.size < this.#most) this.#send(this.#connect(), post);
    else this.#queue.push(post);
  }

  close(): void {
    for (const { socket } of this.#open) socket.destroy();
  }

  #fresh(): Line | null {
    const line = this.#idle.pop();
    if (line === undefined) return null;
    if (performance.now() - line.idleSince < OLDEST_IDLE_MS) return line;
    for (const old of [line, ...this.#idle.splice(0)]) old.socket.destroy(); // The others were idle even longer.
    return null;
  }

  #connect(): Line {
    const socket = net.connect({ port: this.#port, host: "127.0.0.1", noDelay: true });
    const line: Line = { socket, post: null, waiting: null, idleSince: 0 };
    this.#open.add(line);
    socket.on("data", (data) => this.#read(line, data));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#lose(line));
    return line;
  }

  #send(line: Line, post: Post): void {
    line.post = post;
    line.socket.write(post.bytes);
  }

  #read(line: Line, data: Buffer): void {
    line.waiting = line.waiting === null ? data : Buffer.concat([line.waiting, data]);
    const response = cutMessage(line.waiting);
    if (response === null) return;
    line.waiting = response.rest;
    const { post } = line;
    line.post = null;
    const next = this.#queue.shift();
    if (next === undefined) {
      line.idleSince = performance.now();
      this.#idle.push(line);
    } else this.#send(line, next);
    post?.heard(Number(response.head.slice(STATUS_FROM, STATUS_TO)));
  }

  #lose(line: Line): void {
    this.#open.delete(line);
    const at = this.#idle.indexOf(line);
    if (at >= 0) this.#idle.splice(at, 1);
    line.post?.heard(null);
    line.post = null;
  }
}
