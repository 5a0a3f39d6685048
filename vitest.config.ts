import { defineConfig } from "vitest/config";

/**
 * Two projects by file name: `*.slow.test.ts` starts processes or PostgreSQL and runs in `npm test` only;
 * every other `*.test.ts` stays inside its own process and runs in `npm run check:fast` too.
 */
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    retry: 0,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.slow.test.ts"],
          testTimeout: 10_000,
          hookTimeout: 10_000,
        },
      },
      {
        extends: true,
        test: {
          name: "slow",
          include: ["test/**/*.slow.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
