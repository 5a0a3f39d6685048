import { afterEach, beforeEach, describe } from "vitest";
import type { ChannelRig } from "../../support/channel-rig.ts";
import type { Chatter } from "../../support/chatter.ts";
import { PanicRig } from "../../support/panic-rig.ts";
import { TerminalRig } from "../../support/terminal-rig.ts";
import type { TestHouseOptions } from "../../support/test-house.ts";
import { WhatsAppRig } from "../../support/whatsapp-rig.ts";
import type { ChannelName } from "./abilities.ts";

/** How a channel is opened, by its real doors where it has any. */
const OPEN: Readonly<Record<ChannelName, (options?: TestHouseOptions) => Promise<ChannelRig>>> = {
  telegram: (options) => PanicRig.open({ ...options, webhook: true }),
  whatsapp: WhatsAppRig.open,
  terminal: TerminalRig.open,
};

/** A whole talk over real HTTP, on a machine that has other things to do. */
const PATIENCE_MS = 40_000;

/** What a test of the contract works with: one channel, and somebody new who writes there. */
export interface Setting {
  readonly channel: ChannelName;
  rig: ChannelRig;
  her: Chatter;
}

/** The same tests on these channels. */
export function onEachOf(channels: readonly ChannelName[], what: string, tests: (at: Setting) => void): void {
  describe.each(channels)(`${what} (%s)`, { timeout: PATIENCE_MS }, (channel) => {
    const at = { channel } as Setting;
    beforeEach(async () => {
      at.rig = await OPEN[channel]();
      at.her = at.rig.person();
    });
    afterEach(() => at.rig.close());
    tests(at);
  });
}

export function onEveryChannel(what: string, tests: (at: Setting) => void): void {
  onEachOf(["telegram", "whatsapp", "terminal"], what, tests);
}
