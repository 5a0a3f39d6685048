import { isIPv6 } from "node:net";

/** What is asked of a request to know whose it is. */
interface Arrived {
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

const OWN = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd])/i;

/**
 * The network that a request came from, for counting only; it is kept nowhere. Behind a proxy of this house it is what
 * the proxy says last: what stands before that, anybody could have written.
 *
 * @returns an IPv4 address, or the first half of an IPv6 address, which one household has to itself.
 */
export function networkOf({ socket, headers }: Arrived): string {
  const peer = plain(socket.remoteAddress ?? "");
  const said = `${headers["x-forwarded-for"] ?? ""}`.split(",").at(-1)?.trim() ?? "";
  const address = OWN.test(peer) && said !== "" ? plain(said) : peer;
  return isIPv6(address) ? halfOf(address) : address.slice(0, 45);
}

/** IPv4 in the clothes of IPv6 is IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

/** The first four groups, written out. */
function halfOf(address: string): string {
  const [front = "", back] = address.split("::");
  const before = front === "" ? [] : front.split(":");
  const after = back === undefined || back === "" ? [] : back.split(":");
  const gap =
    back === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0");
  return [...before, ...gap, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, "").toLowerCase())
    .join(":");
}
