import { defineConfig } from 'vitest/config';

// Phases of `npm test` that run in vitest. The files are found by these globs and by nothing else;
// scripts/test.mjs compares the files that ran with the files on disk.
const shared = { pool: 'forks', testTimeout: 60_000, hookTimeout: 60_000, teardownTimeout: 10_000 } as const;

export default defineConfig({
  test: {
    reporters: ['dot'],
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/{unit,contract}/**/*.test.ts', 'test/*.test.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'stress',
          include: ['test/stress/**/*.test.ts'],
          testTimeout: 150_000,
          // Each file keeps all cores busy, so none runs beside another.
          poolOptions: { forks: { singleFork: true } },
        },
      },
      { test: { ...shared, name: 'catalogue', include: ['test/catalogue/**/*.test.ts'] } },
      {
        test: {
          ...shared,
          name: 'page',
          include: ['test/page/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          setupFiles: ['test/page/closeBrowser.ts'],
          // One Chromium for all pages of a file; two cores do not get faster with more.
          poolOptions: { forks: { singleFork: true } },
        },
      },
    ],
  },
});
