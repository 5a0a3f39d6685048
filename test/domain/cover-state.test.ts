import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import { type CoverNow, coverStateOf } from "../../src/domain/desk/cover-state.ts";
import { COVER_MS } from "../../src/domain/link.ts";

const alert: EntryBody = { entry: "alert", by: "phrase", via: "telegram", text: "чай" };
const practice: EntryBody = { ...alert, practice: true };
const intake: EntryBody = { entry: "intake", talk: "intake", edition: 1, via: "telegram", answers: {} };
const note: EntryBody = { entry: "note", text: "…" };
const cover = (now: CoverNow): EntryBody => ({ entry: "cover", via: "telegram", now });
const at = (...bodies: readonly EntryBody[]) => bodies.map((body, i) => ({ at: i + 1, body }));
const NOWS = ["order", "decoy", "duress", "open"] as const;

describe("the state of a cover", () => {
  it("is an order from the alert on, then whatever the last sign said", () => {
    expect(coverStateOf(at(alert), 5).now).toBe("order");
    const all = coverStateOf(at(alert, cover("order"), note, cover("decoy"), cover("open")), 9);
    expect(all.steps).toEqual([
      { now: "order", at: 1 },
      { now: "decoy", at: 4 },
      { now: "open", at: 5 },
    ]);
    expect(all).toMatchObject({ now: "open", isLapsed: false, duressAt: null });
  });

  it("begins open where she wrote openly before, and is open where there was never a cover", () => {
    expect(coverStateOf(at(intake, cover("decoy")), 5).steps.map(({ now }) => now)).toEqual(["open", "decoy"]);
    expect(coverStateOf(at(note), 5)).toEqual({ now: "open", steps: [], isLapsed: false, duressAt: null });
  });

  it("is open again when she writes plain words: a short cover ends without a sign", () => {
    const text = { entry: "text", via: "telegram", text: "я здесь", forwarded: false, correctsEarlier: false } as const;
    expect(coverStateOf(at(intake, cover("decoy"), text), 5).now).toBe("open");
    expect(coverStateOf(at(intake, cover("decoy"), note), 5).now).toBe("decoy");
  });

  it("keeps the sign that he reads, whatever came after it", () => {
    expect(coverStateOf(at(alert, cover("duress"), cover("open")), 9)).toMatchObject({ now: "open", duressAt: 2 });
    expect(coverStateOf(at(alert, cover("duress")), 9).now).toBe("duress");
  });

  it("ends by itself after a day, counted from when it was last put on", () => {
    const day = [
      { at: 1, body: alert },
      { at: COVER_MS, body: alert },
    ];
    expect(coverStateOf(day, COVER_MS + 1)).toMatchObject({ now: "order", isLapsed: false });
    expect(coverStateOf(day, 2 * COVER_MS)).toMatchObject({ now: "open", isLapsed: true });
  });

  it("is not put on by an alert that only tries it out", () => {
    expect(coverStateOf(at(practice), 5)).toMatchObject({ now: "open", steps: [] });
  });

  it("never names the same step twice in a row, and ends with the last sign", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...NOWS)), (signs) => {
        const { now, steps } = coverStateOf(at(...signs.map(cover)), signs.length);
        expect(now).toBe(signs.at(-1) ?? "open");
        expect(steps.every((step, i) => step.now !== steps[i - 1]?.now)).toBe(true);
      }),
    );
  });
});
