// How long the console takes in a browser, from the request for its page to its first paint and to the first
// rows of a list. Needs chromium. Over the budget it fails.
import { spawnSync } from 'node:child_process'
import { chromium } from 'playwright-core'
import { startServer } from '../server/hosts/node.ts'
import buildConsole from '../tools/build-console.ts'
import { keepTo, say, spread } from './figures.ts'

const RUNS = 11
const BUDGET_MS = 1_000

await buildConsole()
const token = 'a-token-for-the-bench'
const server = await startServer({ port: 0, token })
const where = spawnSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).stdout.trim()
if (where === '') throw new Error('chromium is missing: apt-get install chromium')
const browser = await chromium.launch({
  executablePath: where,
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
})

const paints: number[] = []
const wholes: number[] = []
try {
  for (let run = 0; run <= RUNS; run++) {
    // Nothing is kept from the run before: every context has a cache of its own.
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${server.url}/_sim/#token=${token}`)
    await page.locator('.empty').waitFor()
    const whole = await page.evaluate(() => performance.now())
    const paint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
    )
    // The first run starts the browser's own processes.
    if (run > 0) {
      paints.push(paint)
      wholes.push(whole)
    }
    await context.close()
  }
} finally {
  await browser.close()
  await server.close()
}
const paint = spread(paints)
const whole = spread(wholes)
say(
  `console: first paint median ${paint.median} ms (${paint.min} to ${paint.max}), page whole after ` +
    `${whole.median} ms (${RUNS} runs, budget ${BUDGET_MS})`,
  {
    bench: 'console',
    runs: RUNS,
    medianMs: paint.median,
    minMs: paint.min,
    maxMs: paint.max,
    wholeMs: whole.median,
    budgetMs: BUDGET_MS,
  },
)
keepTo(BUDGET_MS, paint.median, 'the first paint of the console')
