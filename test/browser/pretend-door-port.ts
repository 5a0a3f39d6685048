import type { DoorPort, EnrolmentSheet, KnownMember, OwnSession } from "../../src/browser/desk/port.ts";
import { DAY_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { type PretendDesk, refusal } from "./pretend-desk.ts";
import { pretendFingerprint, pretendId } from "./pretend-ids.ts";
import { MEMBER } from "./pretend-people.ts";

/** The only passphrase that unlocks the pretend desk. */
export const PRETEND_PASSPHRASE = "қар жауып тұр, шай қайнап тұр";

const KNOWN: KnownMember = {
  memberId: MEMBER.aigul,
  label: "Айгүл",
  organisation: "Горячая линия «Тірек» (демо)",
};

function enrolmentSheet(): EnrolmentSheet {
  const code = (pretendId("sheet 1") + pretendId("sheet 2") + pretendId("sheet 3")).toUpperCase().slice(0, 80);
  return { code: (code.match(/.{5}/g) ?? []).join(" "), qr: `https://desk.example/#sheet=${code}` };
}

export function pretendDoorPort(desk: PretendDesk): DoorPort {
  const enter = async (): Promise<{ readonly session: OwnSession }> => ({ session: desk.session() });
  const isRight = (passphrase: string) => passphrase === PRETEND_PASSPHRASE;
  return {
    welcome: async () => ({
      welcome: {
        demo: true,
        known: [KNOWN],
        demoMembers: desk.cards.slice(0, 3).map(({ name, kind }) => ({ label: "Айгүл", organisation: name, kind })),
        rootFingerprint: pretendFingerprint("root"),
      },
    }),
    enterDemo: enter,
    bringFile: async (_text, passphrase) => (isRight(passphrase) ? enter() : refusal("desk/wrong-passphrase")),
    bringSheet: async (code, label) =>
      code.replaceAll(" ", "").length === 80 ? { member: { ...KNOWN, label } } : refusal("desk/bad-request"),
    lookAtInvitation: async (token) =>
      token.length === 32
        ? {
            organisation: KNOWN.organisation,
            kind: "hotline",
            role: "staff",
            expiresAt: desk.now() + 2 * DAY_MS,
          }
        : refusal("desk/bad-invitation"),
    weighPassphrase: async (text) => (text.length < 15 ? "too-short" : /^(.)\1+$/.test(text) ? "common" : "good"),
    enrol: async () => ({ fingerprint: pretendFingerprint("new"), sheet: enrolmentSheet() }),
    unlock: async (_memberId, passphrase) => (isRight(passphrase) ? enter() : refusal("desk/wrong-passphrase")),
    async lock() {},
    signOutEverywhere: async () => ({}),
    forgetDevice: async () => ({}),
    changePassphrase: async (old) => (isRight(old) ? {} : refusal("desk/wrong-passphrase")),
    touch: async () => ({ idleLocksAt: desk.now() + 10 * MINUTE_MS }),
  };
}
