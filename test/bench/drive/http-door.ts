import net, { type AddressInfo, type Socket } from "node:net";
import { cutMessage } from "./http-message.ts";

const BACKLOG = 1_024;

/** Answers one request: status and JSON text. */
export type Answer = (path: string, head: string, body: Buffer) => { readonly status: number; readonly json: string };

/** A small HTTP server on 127.0.0.1 with connections that stay open. Requests of one connection are answered in order. */
export class HttpDoor {
  readonly #sockets = new Set<Socket>();
  readonly #server: net.Server;

  constructor(answer: Answer) {
    this.#server = net.createServer({ noDelay: true }, (socket) => this.#serve(socket, answer));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", BACKLOG, resolve);
    });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket, answer: Answer): void {
    this.#sockets.add(socket);
    let waiting: Buffer | null = null;
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.on("data", (data) => {
      waiting = waiting === null ? data : Buffer.concat([waiting, data]);
      while (waiting !== null) {
        const request = cutMessage(waiting);
        if (request === null) return;
        waiting = request.rest;
        const path = request.head.slice(request.head.indexOf(" ") + 1, request.head.indexOf(" HTTP/"));
        const { status, json } = answer(path, request.head, request.body);
        const length = Buffer.byteLength(json);
        socket.write(
          `HTTP/1.1 ${status} ${status === 200 ? "OK" : "Refused"}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nConnection: keep-alive\r\n\r\n${json}`,
        );
      }
    });
  }
}
