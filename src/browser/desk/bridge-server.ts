import { codeOf } from "../../domain/faults.ts";
import { type Asked, CALLS, type Part, type Wire } from "./bridge-messages.ts";
import type { DeskPort } from "./port.ts";

/** More calls at a time no page of ours makes: somebody else speaks through it. */
const MOST_CALLS = 64;

/**
 * Answers a page out of the Worker: only the calls of the port by their names, and a limited number at a time.
 *
 * @param opening what is asked before it is there waits for it.
 */
export function serveDesk(wire: Wire, opening: Promise<DeskPort>): void {
  const listening = new Map<number, () => void>();
  let under = 0;
  opening.catch(() => undefined); // Each call says so by itself.

  async function answer(message: Extract<Asked, { kind: "call" }>): Promise<void> {
    const { id } = message;
    if (under >= MOST_CALLS) return wire.send({ kind: "answer", id, value: { refused: "desk/too-many" } });
    under += 1;
    try {
      const value = await carryOut(await opening, message, (argument, args) =>
        wire.send({ kind: "progress", id, argument, args }),
      );
      wire.send({ kind: "answer", id, value });
    } catch (error) {
      wire.send({ kind: "answer", id, value: { refused: codeOf(error) } });
    } finally {
      under -= 1;
    }
  }

  async function listen(id: number): Promise<void> {
    let isWanted = true;
    listening.set(id, () => {
      isWanted = false;
    });
    const desk = await opening.catch(() => null);
    if (desk === null || !isWanted) return;
    listening.set(
      id,
      desk.queue.listen((event) => wire.send({ kind: "event", id, event })),
    );
  }

  wire.hear((message) => {
    if (!isAsked(message)) return;
    if (message.kind === "call") void answer(message);
    else if (message.kind === "listen") void listen(message.id);
    else {
      listening.get(message.id)?.();
      listening.delete(message.id);
    }
  });
}

type Progress = (argument: number, args: readonly unknown[]) => void;

async function carryOut(desk: DeskPort, call: Extract<Asked, { kind: "call" }>, progress: Progress): Promise<unknown> {
  const part = desk[call.part] as unknown as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
  const args = call.args.map((arg, i) =>
    call.functions.includes(i) ? (...told: readonly unknown[]) => progress(i, told) : arg,
  );
  return part[call.name]?.(...args);
}

function isAsked(message: unknown): message is Asked {
  if (typeof message !== "object" || message === null || !("kind" in message) || !("id" in message)) return false;
  if (typeof message.id !== "number") return false;
  if (message.kind === "listen" || message.kind === "hush") return true;
  return message.kind === "call" && "part" in message && "name" in message && isCall(message.part, message.name);
}

function isCall(part: unknown, name: unknown): boolean {
  if (typeof part !== "string" || typeof name !== "string" || !Object.hasOwn(CALLS, part)) return false;
  return Object.hasOwn(CALLS[part as Part], name);
}
