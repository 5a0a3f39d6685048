import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/domain/answers.ts";
import { askedNames, deedNames, requestOf, type Script, saidKeys } from "./play.ts";
import { everybody, notKept, skip, unclear } from "./repertoire.ts";
import { tell } from "./tell.ts";

const found = (some: Partial<typeof everybody>): { readonly "find-recipients": Outcome } => ({
  "find-recipients": { ...everybody, ...some },
});
const consentsOf = async (answers: NonNullable<Script["answers"]>) => requestOf(await tell(answers)).consents;

describe("the consents", () => {
  it("are three, each asked and counted by itself", async () => {
    const no = { "intake.to-hotline-with-backup": "no", "intake.police-kin": "no" } as const;
    expect(await consentsOf({ ...no, "intake.to-centre": "yes" })).toEqual(["crisis_centre"]);
    expect(await consentsOf({ ...no, "intake.to-police": "yes" })).toEqual(["police"]);
    expect(await consentsOf({ ...no, "intake.to-hotline-with-backup": "yes" })).toEqual(["hotline"]);
    const all = { "intake.to-centre": "yes", "intake.police-kin": "no", "intake.to-police": "yes" } as const;
    expect(await consentsOf(all)).toEqual(["hotline", "crisis_centre", "police"]);
  });

  it("name who is asked about", async () => {
    const { questions } = await tell({ "intake.police-kin": "no" });
    const params = Object.fromEntries(questions.map(({ key, params }) => [key, params]));
    expect(params).toMatchObject({
      "intake.to-hotline-with-backup.ask": { organisation: everybody.hotline, backup: everybody.hotlineBackup },
      "intake.to-centre.ask": { organisation: everybody.centre },
      "intake.to-police.ask": { organisation: everybody.police },
    });
  });

  it("are not taken from a skip or from a riddle", async () => {
    const played = await tell({
      "intake.to-hotline-with-backup": [unclear, unclear, unclear, skip],
      "intake.to-centre": [skip],
      "intake.police-kin": "no",
      "intake.to-police": [unclear, skip],
    });
    expect(deedNames(played)).toEqual(["find-recipients"]);
  });

  it("open nothing when nobody was chosen, and say so", async () => {
    const played = await tell({ "intake.to-hotline-with-backup": "no", "intake.police-kin": "no" });
    expect(deedNames(played)).not.toContain("open-case");
    expect(saidKeys(played).at(-1)).toBe("intake.nobody-chosen");
    expect(askedNames(played)).not.toContain("intake.call");
    expect(played.goesTo).toBe("menu");
  });

  it("are not asked for an organisation that is not there, which is said", async () => {
    const nobody = await tell(
      { "intake.police-kin": "no" },
      found({ hotline: null, hotlineBackup: null, centre: null, police: null }),
    );
    expect(askedNames(nobody).filter((name) => name.startsWith("intake.to-"))).toEqual([]);
    expect(saidKeys(nobody)).toEqual(
      expect.arrayContaining(["intake.no-hotline-here", "intake.no-centre-here", "intake.no-police-here"]),
    );
    expect(askedNames(await tell({}, found({ hotlineBackup: null })))).toContain("intake.to-hotline");
  });

  it("say that it could not be kept when it cannot be known who there is", async () => {
    const played = await tell({}, { "find-recipients": notKept });
    expect(saidKeys(played).at(-1)).toBe("common.not-kept");
    expect(saidKeys(played)).not.toContain("intake.nobody-chosen");
  });
});

describe("the police", () => {
  it("are offered only after she said that none of his people work there", async () => {
    const names = askedNames(await tell({ "intake.police-kin": "no" }));
    expect(names.indexOf("intake.police-kin")).toBeLessThan(names.indexOf("intake.to-police"));
    expect(names).toContain("intake.police-kin");
  });

  it.each([
    ["yes", "yes"],
    ["not sure", "not-sure"],
    ["nothing", [skip]],
    ["a riddle and then nothing", [unclear, skip]],
  ] as const)("are left out for good when she answers %s", async (_what, kin) => {
    const played = await tell({ "intake.police-kin": kin, "intake.to-police": "yes" });
    expect(askedNames(played)).not.toContain("intake.to-police");
    expect(deedNames(played)).toEqual(["find-recipients", "exclude-police", "open-case"]);
    expect(saidKeys(played)).toContain("intake.police-left-out");
    expect(requestOf(played)).toMatchObject({ consents: ["hotline"], policeExcluded: true });
  });

  it("are left out even when nothing is sent in the end", async () => {
    const played = await tell({ "intake.police-kin": "yes", "intake.send": "discard" });
    expect(deedNames(played)).toContain("exclude-police");
  });

  it("are not excluded when she sends to them", async () => {
    const played = await tell({ "intake.police-kin": "no", "intake.to-police": "yes" });
    expect(requestOf(played).policeExcluded).toBe(false);
    expect(deedNames(played)).not.toContain("exclude-police");
  });

  it("are not called excluded when she only did not want them, or none are here", async () => {
    const unwanted = await tell({ "intake.police-kin": "no", "intake.to-police": "no" });
    expect(requestOf(unwanted)).toMatchObject({ consents: ["hotline"], policeExcluded: false });
    const none = await tell({ "intake.police-kin": "no" }, found({ police: null }));
    expect(requestOf(none)).toMatchObject({ consents: ["hotline"], policeExcluded: false });
  });
});
