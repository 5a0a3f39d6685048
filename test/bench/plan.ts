const SECOND_MS = 1_000;

/** How long and how much is measured. Everything is bounded. */
export interface Plan {
  readonly rounds: number;
  /** Persons at once in a closed load. */
  readonly atOnce: number;
  readonly warmUpMs: number;
  readonly loadMs: number;
  readonly openMs: number;
  /** Of the open load, and of the background while alerts are measured. */
  readonly updatesPerSecond: number;
  /** Whether Pana's load is laid over a full minute. [Note: Over the full minute] */
  readonly overFullMinute: boolean;
  readonly alerts: number;
  readonly turns: { readonly persons: number; readonly messages: number };
  readonly openTalks: { readonly persons: number; readonly steps: number; readonly atOnce: number };
  /** Persons who tell their story on each channel, those before them who are not measured, and how often it is done. */
  readonly channels: { readonly persons: number; readonly warmUp: number; readonly rounds: number };
  /** Real intakes behind which made-up ones are put, and how many cases there are in all. */
  readonly stored: {
    readonly real: number;
    readonly cases: readonly number[];
    readonly rounds: number;
    readonly loadMs: number;
  };
}

/** Ten to eleven minutes. */
export const FULL_PLAN: Plan = {
  rounds: 3,
  atOnce: 32,
  warmUpMs: 2 * SECOND_MS,
  loadMs: 3 * SECOND_MS,
  openMs: 3 * SECOND_MS,
  updatesPerSecond: 200,
  overFullMinute: true,
  alerts: 200,
  turns: { persons: 64, messages: 60 },
  openTalks: { persons: 10_000, steps: 3, atOnce: 100 },
  channels: { persons: 200, warmUp: 32, rounds: 2 },
  stored: { real: 200, cases: [0, 1_000, 100_000], rounds: 2, loadMs: 4 * SECOND_MS },
};

/** About a minute: whether it works, and roughly where it stands. */
export const QUICK_PLAN: Plan = {
  rounds: 1,
  atOnce: 32,
  warmUpMs: SECOND_MS,
  loadMs: 2 * SECOND_MS,
  openMs: 2 * SECOND_MS,
  updatesPerSecond: 200,
  overFullMinute: false,
  alerts: 30,
  turns: { persons: 16, messages: 60 },
  openTalks: { persons: 500, steps: 3, atOnce: 100 },
  channels: { persons: 40, warmUp: 16, rounds: 1 },
  stored: { real: 40, cases: [0, 1_000], rounds: 1, loadMs: 2 * SECOND_MS },
};
