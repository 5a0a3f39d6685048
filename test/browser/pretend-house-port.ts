import type { Done, HousePort, MemberCard } from "../../src/browser/desk/port.ts";
import { DAY_MS } from "../../src/domain/time.ts";
import { type PretendDesk, refusal } from "./pretend-desk.ts";
import { pretendFingerprint, pretendId } from "./pretend-ids.ts";

const AUDIT_PAGE = 50;
const CASES_TO_MOVE = 5;

function standAs(desk: PretendDesk, memberId: string, standing: MemberCard["standing"]): Done {
  if (desk.role !== "admin") return refusal("desk/not-allowed");
  desk.members = desk.members.map((one) => (one.memberId === memberId ? { ...one, standing } : one));
  desk.log("charter", memberId);
  return {};
}

function move(desk: PretendDesk, progress: (left: number) => void): Done {
  while (desk.toMove > 0) {
    desk.toMove -= 1;
    progress(desk.toMove);
  }
  return {};
}

export function pretendHousePort(desk: PretendDesk): HousePort {
  const fingerprints = Object.fromEntries(desk.cards.map(({ id }) => [id, pretendFingerprint(id)]));
  return {
    organisations: async () => ({ cards: desk.cards, fingerprints }),
    async setIntake(intake, beds) {
      const [own] = desk.cards;
      if (own !== undefined) desk.putCard({ ...own, intake, beds, intakeAt: desk.now() });
      return {};
    },
    phrases: async () => ({ phrases: desk.phrases }),
    async keepPhrase(phrase) {
      desk.phrases = [...desk.phrases.filter(({ phraseId }) => phraseId !== phrase.phraseId), phrase];
      return {};
    },
    async erasePhrase(phraseId) {
      desk.phrases = desk.phrases.filter((one) => one.phraseId !== phraseId);
      return {};
    },
    members: async () => ({
      members: desk.members,
      rotation: desk.toMove === 0 ? null : { left: desk.toMove },
    }),
    invite: async (name) => ({
      link: `https://desk.example/#invitation=${pretendId(`invitation ${name}`)}`,
      expiresAt: desk.now() + 3 * DAY_MS,
    }),
    admit: async (memberId) => standAs(desk, memberId, "active"),
    async remove(memberId, progress) {
      const done = standAs(desk, memberId, "retired");
      if (done.refused !== undefined) return done;
      desk.toMove = CASES_TO_MOVE;
      progress(desk.toMove);
      return move(desk, progress);
    },
    moveCases: async (progress) => move(desk, progress),
    renewCharter: async () => ({}),
    makeRecoveryKit: async () => ({
      sheets: [sheet("a"), sheet("b"), sheet("c")],
      fingerprint: pretendFingerprint("recovery"),
    }),
    async audit(before) {
      if (desk.role !== "admin") return refusal("desk/not-allowed");
      const lines = desk.audit.filter(({ seq }) => before === null || seq < before).slice(0, AUDIT_PAGE);
      const shown = desk.auditBroken
        ? lines.map((line) => (line.seq % 9 === 4 ? { ...line, verified: false } : line))
        : lines;
      return { lines: shown, broken: desk.auditBroken };
    },
  };
}

function sheet(name: string): string {
  const groups = pretendId(`sheet ${name}`).toUpperCase().match(/.{4}/g) ?? [];
  return [...groups, ...groups].join(" ");
}
