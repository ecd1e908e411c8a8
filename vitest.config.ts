// Seven kinds of tests: `source` runs the code as it stands, `matrix-1` and so on a part each of what plays
// every scenario with every merchant, `built` runs dist/ (built first, when stale), `programs` needs programs
// of the system and says what it left out for want of one, `browser` drives the console with chromium in the
// same sense, `workers` runs in the runtime of Cloudflare's Workers, in the same sense, `long` takes minutes and is started by hand.
import { defineConfig } from 'vitest/config'
import { leftOut } from './tools/left-out.ts'

const everywhere = ['**/node_modules/**', 'dist/**']
const built = '**/*.dist.test.ts'
const long = '**/*.long.test.ts'
const programs = ['**/*.program.test.ts', '**/*.optional.test.ts']
const browser = '**/*.browser.test.ts'
const parts = '**/*.parts.test.ts'
const workers = '**/*.workers.test.ts'
/** Each is a project, so that its file runs in a process of its own beside the others. */
const PARTS = 4

export default defineConfig({
  test: {
    // One process per file: tests open SQLite files and real sockets, and a crash must name its file.
    pool: 'forks',
    // Every core: the default leaves one idle, which on two is half of the machine.
    maxWorkers: '100%',
    retry: 0,
    // Nothing here is a claim about speed: a machine that is busy with other work fails no test.
    testTimeout: 180_000,
    passWithNoTests: false,
    // Programs that a test starts speak English, whatever its developer's language is.
    env: { LC_ALL: 'C.UTF-8' },
    allowOnly: false,
    reporters: process.env.CI
      ? ['default', leftOut, ['json', { outputFile: 'reports/vitest.json' }]]
      : ['default', leftOut],
    projects: [
      {
        extends: true,
        test: {
          name: 'source',
          include: ['**/*.test.ts'],
          exclude: [...everywhere, built, ...programs, browser, long, parts, workers],
        },
      },
      ...Array.from({ length: PARTS }, (_, nth) => ({
        extends: true as const,
        test: {
          name: `matrix-${nth + 1}`,
          include: [parts],
          exclude: everywhere,
          provide: { part: { nth, of: PARTS } },
        },
      })),
      {
        extends: true,
        test: {
          name: 'built',
          include: [built],
          exclude: everywhere,
          globalSetup: ['tools/build-once.ts'],
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: { name: 'programs', include: programs, exclude: everywhere },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [browser],
          exclude: everywhere,
          globalSetup: ['tools/build-console.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'workers',
          include: [workers],
          exclude: everywhere,
          globalSetup: ['tools/build-once.ts', 'tools/build-worker-tests.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'long', include: [long], exclude: everywhere, testTimeout: 600_000 },
      },
    ],
  },
})
