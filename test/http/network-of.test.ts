import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { networkOf } from "../../src/http/network-of.ts";

const from = (remoteAddress: string | undefined, forwarded?: string) =>
  networkOf({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded } });

describe("the network of a request", () => {
  it.each([
    ["203.0.113.7", undefined, "203.0.113.7"],
    ["::ffff:203.0.113.7", undefined, "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", undefined, "2001:db8:1:2"],
    ["2001:db8::5", undefined, "2001:db8:0:0"],
    ["2001:0DB8:0001:2::", undefined, "2001:db8:1:2"],
    [undefined, undefined, ""],
  ])("of %s is its address, and of IPv6 what a household has to itself", (peer, forwarded, network) => {
    expect(from(peer, forwarded)).toBe(network);
  });

  it.each(["127.0.0.1", "::1", "10.2.3.4", "172.20.0.2", "192.168.1.1", "fd00::1", "::ffff:172.18.0.3"])(
    "behind a proxy of this house (%s) is what the proxy wrote last",
    (proxy) => {
      expect(from(proxy, "6.6.6.6, 203.0.113.7")).toBe("203.0.113.7");
      expect(from(proxy, "2001:db8:1:2::9")).toBe("2001:db8:1:2");
    },
  );

  it("is not what a stranger writes into a header", () => {
    expect(from("203.0.113.7", "198.51.100.1")).toBe("203.0.113.7");
    expect(from("172.32.0.1", "198.51.100.1")).toBe("172.32.0.1");
  });

  it("is short and no fault, whatever is written there", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ maxLength: 500 }), (peer, forwarded) => {
        expect(from(peer, forwarded).length).toBeLessThanOrEqual(45);
        expect(from("127.0.0.1", forwarded).length).toBeLessThanOrEqual(45);
      }),
    );
  });
});
