import { type Answered, CALLS, type Part, type Wire } from "./bridge-messages.ts";
import type { DeskEvent, DeskPort } from "./port.ts";

interface Pending {
  readonly settle: (value: unknown) => void;
  readonly args: readonly unknown[];
}

/**
 * The desk as the page sees it: each call goes to the Worker and comes back by its number.
 *
 * A call that fails there on no purpose comes back as `unexpected`; nothing is thrown.
 */
export function connectDesk(wire: Wire): DeskPort {
  const pending = new Map<number, Pending>();
  const hearers = new Map<number, (event: DeskEvent) => void>();
  let last = 0;

  wire.hear((message) => {
    if (!isAnswered(message)) return;
    if (message.kind === "event") hearers.get(message.id)?.(message.event);
    else if (message.kind === "progress") progress(pending.get(message.id), message.argument, message.args);
    else {
      pending.get(message.id)?.settle(message.value);
      pending.delete(message.id);
    }
  });

  function call(part: Part, name: string, args: readonly unknown[]): Promise<unknown> {
    last += 1;
    const id = last;
    const functions = args.flatMap((arg, i) => (typeof arg === "function" ? [i] : []));
    const copied = args.map((arg) => (typeof arg === "function" ? null : arg));
    return new Promise((settle) => {
      pending.set(id, { settle, args });
      wire.send({ kind: "call", id, part, name, args: copied, functions });
    });
  }

  function listen(hear: (event: DeskEvent) => void): () => void {
    last += 1;
    const id = last;
    hearers.set(id, hear);
    wire.send({ kind: "listen", id });
    return () => {
      if (hearers.delete(id)) wire.send({ kind: "hush", id });
    };
  }

  const calls = (part: Part) =>
    Object.fromEntries(
      Object.keys(CALLS[part]).map((name) => [name, (...args: readonly unknown[]) => call(part, name, args)]),
    );
  const parts = Object.fromEntries(partNames().map((part) => [part, calls(part)]));
  // Names are those of the port (bridge-messages.ts does not compile otherwise); types cross a wire unchecked.
  return { ...parts, queue: { ...calls("queue"), listen } } as unknown as DeskPort;
}

function progress(call: Pending | undefined, argument: number, args: readonly unknown[]): void {
  const work = call?.args[argument];
  if (typeof work === "function") work(...args);
}

function partNames(): readonly Part[] {
  return Object.keys(CALLS) as Part[];
}

function isAnswered(message: unknown): message is Answered {
  return typeof message === "object" && message !== null && "kind" in message && "id" in message;
}
