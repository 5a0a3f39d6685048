import { describe, expect, it } from "vitest";
import { entryBodySchema } from "../../src/domain/case-contents.ts";
import { queueRowSchema } from "../../src/domain/desk/queue-row.ts";
import { referralRowSchema } from "../../src/domain/desk/referral.ts";
import { CASE } from "./pretend-ids.ts";
import { ORG } from "./pretend-people.ts";
import { pretendPort } from "./pretend-port.ts";

const NOW = Date.UTC(2026, 10, 25, 12);
const port = () => pretendPort({ now: () => NOW });

describe("the pretend desk", () => {
  it("says nothing that a real one could not say", async () => {
    const desk = port();
    const queue = await desk.queue.read();
    if (queue.refused !== undefined) throw new Error(queue.refused);
    for (const row of queue.rows) {
      expect(queueRowSchema.parse(row)).toEqual(row);
      const opened = await desk.cases.open(row.caseId);
      if (opened.refused !== undefined) throw new Error(opened.refused);
      for (const line of opened.opened.lines) if (line.ok) expect(entryBodySchema.parse(line.body)).toEqual(line.body);
    }
    const referrals = await desk.referrals.read();
    if (referrals.refused !== undefined) throw new Error(referrals.refused);
    for (const row of [...referrals.incoming, ...referrals.outgoing]) expect(referralRowSchema.parse(row)).toEqual(row);
  });

  it("lets only the owner answer, and tells the stream", async () => {
    const desk = port();
    const heard: string[] = [];
    desk.queue.listen(({ event }) => heard.push(event));
    expect(await desk.cases.reply(CASE.urgent, "Здравствуйте", null)).toEqual({ refused: "case/not-claimed" });
    await desk.queue.claim(CASE.urgent);
    expect(await desk.cases.reply(CASE.urgent, "Здравствуйте", null)).toMatchObject({ went: "sent" });
    expect(heard).toContain("row");
  });

  it("refuses a referral without consent, and takes it once consent is recorded", async () => {
    const desk = port();
    expect(await desk.referrals.offer(CASE.mine, ORG.open, [], null)).toEqual({ refused: "referral/no-consent" });
    await desk.cases.recordConsent(CASE.mine, { kind: "crisis_centre", organisation: ORG.open, words: "да" });
    expect(await desk.referrals.offer(CASE.mine, ORG.open, [], null)).toHaveProperty("opened");
  });
});
