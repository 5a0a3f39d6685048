import { describe, expect, it } from "vitest";
import type {
  CaseId,
  EntryId,
  GrantId,
  InvitationId,
  MemberId,
  PhraseId,
  ReferralId,
  SessionId,
} from "../../src/domain/ids.ts";
import { CASE_STATUS, type InvitationRow, type ReferralStored, type SessionRow } from "../../src/storage/rows.ts";
import { BACKUP, bytes, caseRow, grantRow, id, ms, ORG } from "./make-rows.ts";
import type { TheStore } from "./the-store.ts";

const AIDA = id<MemberId>("aida");
const BOTA = id<MemberId>("bota");
const CASE = id<CaseId>("one");
const NOW = ms(1_795_000_000_000);
const SOON = ms(NOW + 600_000);
const claim = (memberId: MemberId, now = NOW) =>
  ({ write: "claim-case", caseId: CASE, memberId, orgId: ORG, until: ms(now + 600_000), now }) as const;

/** Claims, and what waits in a case. */
export function specifyClaims(store: TheStore): void {
  describe("a claim", () => {
    it("is given to one of two who ask at once", async () => {
      await store().commit([{ write: "add-case", item: caseRow("one") }]);
      const answers = await Promise.all([store().commit([claim(AIDA)]), store().commit([claim(BOTA)])]);
      expect([...answers].sort()).toEqual(["conflict", "done"]);
      const row = await store().findCase(CASE);
      expect(row?.owner).toEqual(answers[0] === "done" ? AIDA : BOTA);
      expect(row).toMatchObject({ ownerOrg: ORG, leaseUntil: SOON });
    });

    it("lapses, and is then anybody's", async () => {
      await store().commit([{ write: "add-case", item: caseRow("one") }, claim(AIDA)]);
      expect(await store().commit([claim(BOTA, ms(SOON - 1))])).toBe("conflict");
      expect(await store().lapsedClaims(ms(SOON - 1), 9)).toEqual([]);
      expect((await store().lapsedClaims(SOON, 9)).map(({ caseId }) => caseId)).toEqual([CASE]);
      const renewed = { write: "renew-claim", caseId: CASE, memberId: AIDA, until: ms(SOON + 9), now: SOON } as const;
      expect(await store().commit([renewed])).toBe("conflict");
      expect(await store().commit([{ write: "lapse-claim", caseId: CASE, memberId: BOTA, now: SOON }])).toBe(
        "conflict",
      );
      expect(await store().commit([{ write: "lapse-claim", caseId: CASE, memberId: AIDA, now: SOON }])).toBe("done");
      expect(await store().findCase(CASE)).toMatchObject({ owner: null, ownerOrg: null, leaseUntil: 0 });
      expect(await store().commit([claim(BOTA, SOON)])).toBe("done");
    });

    it("is renewed, handed over and released by whoever has it, and taken back by anybody", async () => {
      await store().commit([{ write: "add-case", item: caseRow("one") }, claim(AIDA)]);
      const later = ms(SOON + 60_000);
      const over = { write: "hand-over", caseId: CASE, to: BOTA, until: later, now: NOW } as const;
      expect(await store().commit([{ ...over, from: BOTA }])).toBe("conflict");
      expect(
        await store().commit([{ write: "renew-claim", caseId: CASE, memberId: AIDA, until: later, now: NOW }]),
      ).toBe("done");
      expect(await store().commit([{ ...over, from: AIDA }])).toBe("done");
      expect((await store().heldBy(BOTA)).map(({ caseId }) => caseId)).toEqual([CASE]);
      expect(await store().heldBy(AIDA)).toEqual([]);
      expect(await store().commit([{ write: "release-claim", caseId: CASE, memberId: AIDA }])).toBe("conflict");
      expect(await store().commit([{ write: "take-back", caseId: CASE }])).toBe("done");
      expect(await store().heldBy(BOTA)).toEqual([]);
    });

    it("is refused on a closed case", async () => {
      await store().commit([{ write: "add-case", item: caseRow("one", { status: CASE_STATUS.closed }) }]);
      expect(await store().commit([claim(AIDA)])).toBe("conflict");
    });
  });

  describe("what waits in a case", () => {
    it("is her new words: they count, and set a deadline only where none was running", async () => {
      const due = caseRow("one").due;
      await store().commit([{ write: "add-case", item: caseRow("one") }]);
      await store().commit([{ write: "hear-person", caseId: CASE, due: ms(due + 5) }]);
      expect(await store().findCase(CASE)).toMatchObject({ unheard: 1, due });
      await store().commit([{ write: "set-status", caseId: CASE, status: 1, touchedDay: caseRow("one").day }]);
      await store().commit([{ write: "mark-heard", caseId: CASE }]);
      await store().commit([{ write: "hear-person", caseId: CASE, due: ms(due + 50) }]);
      await store().commit([{ write: "hear-person", caseId: CASE, due: ms(due + 70) }]);
      expect(await store().findCase(CASE)).toMatchObject({ unheard: 2, due: due + 50 });
    });

    it("is escalated step by step, by one process only", async () => {
      await store().commit([{ write: "add-case", item: caseRow("one") }]);
      const step = { write: "set-escalation", caseId: CASE, was: 0, now: 1 } as const;
      expect(await store().commit([step])).toBe("done");
      expect(await store().commit([step])).toBe("conflict");
    });

    it("is not escalated when nothing waits any more, and from the beginning when something waits anew", async () => {
      const day = caseRow("one").day;
      const step = { write: "set-escalation", caseId: CASE, was: 0, now: 1 } as const;
      await store().commit([{ write: "add-case", item: caseRow("one") }, step]);
      const read = { write: "set-status", caseId: CASE, status: CASE_STATUS.read, touchedDay: day } as const;
      await store().commit([read]);
      expect(await store().commit([{ ...step, was: 1, now: 2 }])).toBe("conflict");
      await store().commit([{ write: "hear-person", caseId: CASE, due: SOON }]);
      expect(await store().findCase(CASE)).toMatchObject({ escalation: 0 });
      expect(await store().commit([step])).toBe("done");
      await store().commit([{ write: "hear-person", caseId: CASE, due: SOON }]);
      expect(await store().findCase(CASE)).toMatchObject({ escalation: 1, unheard: 2 });
      await store().commit([{ ...read, status: CASE_STATUS.closed }]);
      expect(await store().commit([{ ...step, was: 1, now: 2 }])).toBe("conflict");
    });

    it("is searched a reader for anew when it turns out to be more urgent, and only then", async () => {
      await store().commit([{ write: "add-case", item: caseRow("one", { urgency: 1, escalation: 2 }) }]);
      await store().commit([{ write: "raise-urgency", caseId: CASE, urgency: 1, due: SOON }]);
      expect(await store().findCase(CASE)).toMatchObject({ escalation: 2 });
      await store().commit([{ write: "raise-urgency", caseId: CASE, urgency: 0, due: SOON }]);
      expect(await store().findCase(CASE)).toMatchObject({ escalation: 0 });
    });

    it("urgency is set by staff either way, and a call to 102 is kept", async () => {
      await store().commit([{ write: "add-case", item: caseRow("one", { urgency: 0 }) }]);
      await store().commit([{ write: "set-urgency", caseId: CASE, urgency: 3, due: SOON }]);
      await store().commit([{ write: "set-called-102", caseId: CASE, at: NOW }]);
      expect(await store().findCase(CASE)).toMatchObject({ urgency: 3, due: SOON, called102At: NOW });
    });
  });

  describe("words of staff on their way", () => {
    const message = { entryId: id<EntryId>("m"), caseId: CASE, state: "sending", reason: null, at: NOW } as const;

    it("are counted, change their state, and go with their case", async () => {
      await store().commit([{ write: "add-case", item: caseRow("one") }]);
      await store().commit([{ write: "add-message", message }]);
      expect(await store().sentSince(CASE, ms(NOW - 1))).toBe(1);
      expect(await store().sentSince(CASE, NOW)).toBe(0);
      expect(await store().unsettledMessages(ms(NOW + 1), 9)).toEqual([message]);
      await store().commit([
        { write: "set-message", caseId: CASE, entryId: message.entryId, state: "failed", reason: "channel/blocked" },
      ]);
      expect(await store().messagesOf(CASE)).toEqual([{ ...message, state: "failed", reason: "channel/blocked" }]);
      expect(await store().unsettledMessages(ms(NOW + 1), 9)).toEqual([]);
      const set = (state: "expired" | "delivered") =>
        store().commit([{ write: "set-message", caseId: CASE, entryId: message.entryId, state, reason: null }]);
      await set("expired"); // What has an end keeps it; but shown is shown.
      expect(await store().findMessage(message.entryId)).toMatchObject({ state: "failed" });
      await set("delivered");
      expect(await store().findMessage(message.entryId)).toEqual({ ...message, state: "delivered" });
      await store().commit([{ write: "erase-case", caseId: CASE }]);
      expect(await store().messagesOf(CASE)).toEqual([]);
    });

    it("without their case are a conflict", async () => {
      await expect(store().commit([{ write: "add-message", message }])).resolves.toBe("conflict");
    });
  });
}

const SESSION: SessionRow = {
  sessionId: id<SessionId>("session"),
  memberId: AIDA,
  orgId: ORG,
  begunAt: NOW,
  seenAt: NOW,
  counter: 0,
  publicKey: bytes("session key", 32),
};
const INVITATION: InvitationRow = {
  id: id<InvitationId>("invitation"),
  orgId: ORG,
  role: "staff",
  expiresAt: SOON,
  name: bytes("name", 120),
  memberId: null,
  keys: null,
  loginPublicKey: null,
  wrapped: null,
};
const REFERRAL: ReferralStored = {
  referralId: id<ReferralId>("referral"),
  sourceCase: CASE,
  targetCase: id<CaseId>("packet"),
  fromOrg: ORG,
  toOrg: BACKUP,
  state: "offered",
  packet: true,
  declineReason: null,
  offeredAt: NOW,
  due: SOON,
  reminders: 0,
  version: 1,
};

/** Members at work, what organisations say of themselves, referrals, and the record of what was done. */
export function specifyDesk(store: TheStore): void {
  describe("a session", () => {
    it("takes each counter of a command once, and upwards", async () => {
      await store().commit([{ write: "add-session", session: SESSION }]);
      const use = (counter: number) =>
        store().commit([{ write: "use-counter", sessionId: SESSION.sessionId, counter }]);
      expect([await use(5), await use(5), await use(4), await use(6)]).toEqual([
        "done",
        "conflict",
        "conflict",
        "done",
      ]);
    });

    it("ends alone, with all of its member, or by age", async () => {
      const second = { ...SESSION, sessionId: id<SessionId>("second"), begunAt: SOON, seenAt: SOON };
      await store().commit([
        { write: "add-session", session: SESSION },
        { write: "add-session", session: second },
      ]);
      await store().commit([{ write: "touch-session", sessionId: SESSION.sessionId, seenAt: SOON }]);
      expect(await store().findSession(SESSION.sessionId)).toEqual({ ...SESSION, seenAt: SOON });
      expect(await store().sessionsOf(AIDA)).toHaveLength(2);
      expect(await store().sessionsOf(BOTA)).toEqual([]);
      await store().commit([{ write: "erase-old-sessions", begunBefore: ms(NOW + 1), seenBefore: ms(0) }]);
      expect(await store().findSession(SESSION.sessionId)).toBeNull();
      await store().commit([{ write: "erase-sessions", memberId: AIDA }]);
      expect(await store().findSession(second.sessionId)).toBeNull();
    });
  });

  describe("a member", () => {
    it("has a seed of her organisation for each epoch until the old ones are erased", async () => {
      const grant = (epoch: number) => ({
        memberId: AIDA,
        orgId: ORG,
        epoch,
        grantId: id<GrantId>(`grant ${epoch}`),
        row: bytes(`grant ${epoch}`, 204),
      });
      await store().commit([
        { write: "put-org-grant", ...grant(1) },
        { write: "put-org-grant", ...grant(2) },
      ]);
      expect(await store().orgGrantsOf(AIDA)).toEqual([grant(2), grant(1)]);
      await store().commit([{ write: "erase-org-grants", orgId: ORG, epochBelow: 2 }]);
      expect(await store().orgGrantsOf(AIDA)).toEqual([grant(2)]);
    });

    it("comes in with what her own passphrase wraps", async () => {
      const login = { memberId: AIDA, loginPublicKey: bytes("login", 32), wrapped: bytes("wrapped", 154) };
      await store().commit([{ write: "put-login", ...login }]);
      expect(await store().findLogin(AIDA)).toEqual(login);
      await store().commit([{ write: "erase-login", memberId: AIDA }]);
      expect(await store().findLogin(AIDA)).toBeNull();
    });

    it("is listed with her organisation, and on duty when she says so", async () => {
      await store().commit([{ write: "put-roster", memberId: AIDA, orgId: ORG, name: bytes("sealed", 90) }]);
      await store().commit([{ write: "set-duty", memberId: AIDA, orgId: ORG, onDuty: true }]);
      expect(await store().rosterOf(ORG)).toEqual([
        { memberId: AIDA, orgId: ORG, name: bytes("sealed", 90), onDuty: true, seenAt: 0 },
      ]);
      await store().commit([{ write: "add-session", session: SESSION }]);
      expect((await store().rosterOf(ORG))[0]?.seenAt).toBe(NOW);
      await store().commit([{ write: "touch-session", sessionId: SESSION.sessionId, seenAt: SOON }]);
      await store().commit([{ write: "erase-session", sessionId: SESSION.sessionId }]);
      expect((await store().rosterOf(ORG))[0]?.seenAt).toBe(SOON);
      expect(await store().commit([{ write: "set-duty", memberId: BOTA, orgId: ORG, onDuty: true }])).toBe("conflict");
    });
  });

  describe("an invitation", () => {
    it("is answered once", async () => {
      const answer = {
        write: "answer-invitation",
        id: INVITATION.id,
        memberId: AIDA,
        keys: bytes("keys", 96),
        loginPublicKey: bytes("login", 32),
        wrapped: bytes("wrapped", 154),
        name: bytes("other name", 120),
      } as const;
      await store().commit([{ write: "add-invitation", invitation: INVITATION }]);
      expect(await store().findInvitation(INVITATION.id)).toEqual(INVITATION);
      expect(await store().commit([answer])).toBe("done");
      expect(await store().commit([{ ...answer, memberId: BOTA }])).toBe("conflict");
      expect((await store().invitationsOf(ORG))[0]).toMatchObject({ memberId: AIDA, keys: answer.keys });
      await store().commit([{ write: "erase-old-invitations", expiredBefore: ms(SOON + 1) }]);
      expect(await store().invitationsOf(ORG)).toEqual([]);
    });
  });

  describe("an organisation", () => {
    it("says what room it has, and the last word counts", async () => {
      const intake = { orgId: ORG, state: "open", beds: 3, at: NOW, serviceId: "a", town: null } as const;
      await store().commit([{ write: "put-intake", intake }]);
      await store().commit([{ write: "put-intake", intake: { ...intake, state: "full", beds: null } }]);
      expect(await store().intakes()).toEqual([{ ...intake, state: "full", beds: null }]);
    });

    it("keeps ready phrases in its own order", async () => {
      const phrase = (name: string, order: number) => ({
        phraseId: id<PhraseId>(name),
        set: "open" as const,
        kk: "Сізді естіп тұрмын.",
        ru: "Я вас слышу.",
        en: "I hear you.",
        needs102: name === "b",
        order,
      });
      await store().commit([
        { write: "put-phrase", orgId: ORG, phrase: phrase("a", 2) },
        { write: "put-phrase", orgId: ORG, phrase: phrase("b", 1) },
      ]);
      expect(await store().phrasesOf(ORG)).toEqual([phrase("b", 1), phrase("a", 2)]);
      expect(await store().phrasesOf(BACKUP)).toEqual([]);
      await store().commit([{ write: "erase-phrase", orgId: ORG, phraseId: id<PhraseId>("a") }]);
      expect(await store().phrasesOf(ORG)).toEqual([phrase("b", 1)]);
    });
  });

  describe("a referral", () => {
    it("takes each step once", async () => {
      await store().commit([{ write: "add-referral", referral: REFERRAL }]);
      const step = {
        write: "move-referral",
        referralId: REFERRAL.referralId,
        wasVersion: 1,
        state: "accepted",
        declineReason: null,
        due: ms(SOON + 1),
        reminders: 0,
      } as const;
      expect(await store().commit([step])).toBe("done");
      expect(await store().commit([{ ...step, state: "declined" }])).toBe("conflict");
      const moved = { ...REFERRAL, state: "accepted", due: SOON + 1, version: 2 };
      expect(await store().findReferral(REFERRAL.referralId)).toEqual(moved);
    });

    it("is found by either side, by either case, and when it is due", async () => {
      const over = { ...REFERRAL, referralId: id<ReferralId>("over"), state: "closed", offeredAt: ms(5) } as const;
      await store().commit([
        { write: "add-referral", referral: REFERRAL },
        { write: "add-referral", referral: over },
      ]);
      for (const org of [ORG, BACKUP]) expect(await store().referralsOf(org, ms(6))).toEqual([REFERRAL]);
      expect(await store().referralsOf(ORG, ms(4))).toHaveLength(2);
      expect(await store().referralsOfCase(REFERRAL.targetCase)).toHaveLength(2);
      expect(await store().overdueReferrals(SOON, 9)).toEqual([REFERRAL]);
      await store().commit([{ write: "erase-case", caseId: CASE }]);
      expect(await store().referralsOfCase(CASE)).toEqual([]);
    });
  });

  describe("grants of an older key", () => {
    it("are found, and one is erased alone", async () => {
      const old = grantRow("one", ORG, { recipientEpoch: 1 });
      await store().commit([
        { write: "add-case", item: caseRow("one") },
        { write: "add-grant", grant: old },
        { write: "add-grant", grant: grantRow("one", BACKUP, { recipientEpoch: 1 }) },
      ]);
      expect(await store().grantsBelowEpoch(ORG, 2, 9)).toEqual([old]);
      expect(await store().grantsBelowEpoch(ORG, 1, 9)).toEqual([]);
      await store().commit([{ write: "erase-grant", grantId: old.grantId }]);
      expect(await store().grantsBelowEpoch(ORG, 2, 9)).toEqual([]);
    });
  });

  describe("the record of what was done", () => {
    it("takes each number once, and is read from the end", async () => {
      const record = (seq: number) => ({
        seq,
        record: bytes(`record ${seq}`, 131),
        signature: bytes(`sig ${seq}`, 64),
      });
      expect(await store().auditTail()).toBeNull();
      for (const seq of [1, 2, 3]) await store().commit([{ write: "add-audit", ...record(seq) }]);
      expect(await store().commit([{ write: "add-audit", ...record(3) }])).toBe("conflict");
      expect(await store().auditTail()).toEqual(record(3));
      expect(await store().auditBefore(3, 1)).toEqual([record(2)]);
      await store().commit([{ write: "erase-audit", below: 3 }]);
      expect(await store().auditBefore(9, 9)).toEqual([record(3)]);
    });
  });
}
