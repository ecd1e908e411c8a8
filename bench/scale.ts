// What a read of the control API costs with a thousand and with a hundred thousand trades on file
// (`--million`: with a million too; `--hour`: the load has as many calls as an hour). Real sales are
// multiplied by SQL. Writes bench/results/scale.json and docs/scale.md.
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openControl } from '../server/testing/control.fixture.ts'
import { openSqlite } from '../server/hosts/sqlite.ts'
import { percentile, say, tenths } from './figures.ts'
import { foreignLoad } from './foreign-load.ts'
import { bodiesRow, pruneRow } from './scale-journal.ts'
import {
  clockRows,
  HALF,
  heldRow,
  idleRow,
  loadRows,
  startRows,
  temporaryRow,
} from './scale-rows.ts'
import { longestStretch, multiply } from './scale-store.ts'

const REAL_SALES = 1_000
const REPEATS = 5
const GOAL_MS = 20
const SIZES = [1_000, 100_000, ...(process.argv.includes('--million') ? [1_000_000] : [])]

const READS: [name: string, line: string, body?: object][] = [
  ['journal, the latest 100', 'GET /journal?latest=100'],
  ['journal, a page of 1,000 from the first', 'GET /journal'],
  ['journal, one exchange', 'GET /journal?exchange=x500'],
  ['trades, the latest 1,000', 'GET /trades'],
  ['notifications, the latest 1,000', 'GET /notifications'],
  ['clock', 'GET /clock'],
  ['one trade', 'GET /trades/order-500'],
  ['explain an exchange', 'POST /explain', { exchange: 'x500' }],
  ['success rate, the first time', 'GET /journal/success-rate'],
  ['success rate, again', 'GET /journal/success-rate'],
]

async function measure(trades: number): Promise<Map<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'alipay-sim-scale-'))
  const sql = openSqlite(join(folder, 'scale.sqlite'))
  try {
    const control = openControl({ sql })
    for (let sale = 1; sale <= REAL_SALES; sale++) await control.shop.pay(`order-${sale}`)
    await control.shop.sandbox.clock.advance(60_000)
    multiply(sql, trades / REAL_SALES)
    const found = new Map<string, number>()
    for (const [name, line, body] of READS) {
      const samples: number[] = []
      for (let nth = 0; nth < (name.endsWith('the first time') ? 1 : REPEATS); nth++) {
        samples.push(
          await longestStretch(async () => {
            const { status } = await control.call(line, body)
            if (status !== 200) throw new Error(`${line} answered ${status}`)
          }),
        )
      }
      found.set(name, percentile(samples, 0.5))
    }
    return found
  } finally {
    sql.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const load = foreignLoad()
// Memory first: what this process has had and freed would be taken for the sandboxes' own otherwise.
const idle = await idleRow()
// The code is warm before anything counts.
await measure(SIZES[0] ?? REAL_SALES)
const measured: { trades: number; found: Map<string, number> }[] = []
for (const trades of SIZES) measured.push({ trades, found: await measure(trades) })
const others = [
  idle,
  ...(await clockRows()),
  await bodiesRow(),
  await pruneRow(),
  await temporaryRow(),
  await heldRow(),
  ...(await loadRows()),
  ...(await startRows()),
]
const foreignCores = load()

const rows = READS.map(([name]) => {
  const stretches = measured.map(({ found }) => tenths(found.get(name) ?? Number.NaN))
  const ratio = tenths((stretches.at(-1) ?? 0) / Math.max(0.1, stretches[0] ?? 0))
  const holds = (stretches.at(-1) ?? 0) <= GOAL_MS ? 'holds' : 'falls short'
  return { name, stretches, ratio, holds }
})
const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`
const warning =
  foreignCores > 0.2
    ? `Other programs used ${tenths(foreignCores)} cores meanwhile: the figures are too high.`
    : 'Nothing else ran beside it.'
const table = [
  `| read | ${SIZES.map((trades) => `${trades.toLocaleString('en')} trades, ms`).join(' | ')} | ratio | ${GOAL_MS} ms |`,
  `|---|${'---|'.repeat(SIZES.length + 2)}`,
  ...rows.map(
    ({ name, stretches, ratio, holds }) =>
      `| ${name} | ${stretches.join(' | ')} | ${ratio} | ${holds} |`,
  ),
].join('\n')

const otherTable = [
  '| what | goal | measured | |',
  '|---|---|---|---|',
  ...others.map(
    ({ what, goal, measured: found, holds }) =>
      `| ${what} | ${goal} | ${found} | ${holds ? 'holds' : 'falls short'} |`,
  ),
].join('\n')

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

interface ByHand {
  what: string
  goal: string
  measured: string
  command: string
}
/** What other commands measure: written down by hand, because each of them takes minutes. */
const byHand: ByHand[] = JSON.parse(readFileSync(at('bench/results/by-hand.json'), 'utf8'))
const byHandTable = [
  '| what | goal | measured | command |',
  '|---|---|---|---|',
  ...byHand.map(
    ({ what, goal, measured: found, command }) =>
      `| ${what} | ${goal} | ${found} | \`${command}\` |`,
  ),
].join('\n')

const result = {
  bench: 'scale',
  machine,
  sizes: SIZES,
  goalMs: GOAL_MS,
  foreignCores,
  rows,
  others,
}
mkdirSync(at('bench/results'), { recursive: true })
writeFileSync(at('bench/results/scale.json'), `${JSON.stringify(result, null, 2)}\n`)
writeFileSync(
  at('docs/scale.md'),
  `# What a read costs when much is on file

Written by \`npm run bench:scale\`. Each figure is the longest stretch of CPU time of the one thread in which nobody else was served,
the median of ${REPEATS} reads (of the first success rate: one). The ratio is that of the largest store to the smallest in this run.

Machine: ${machine}. ${warning}

${table}

${otherTable}

What other commands measure, by hand:

${byHandTable}

- The sales are real up to ${REAL_SALES.toLocaleString('en')}; the others are copies of them with numbers of their own, written by SQL.
- Pages are bounded by entries and by bytes ([bounds](decisions/bounds.md)), so that they cost what they show.
- A page always has one entry. Hiding payment codes in one whose body has 1 MiB takes some 50 ms; bodies of refused calls are
  cut to 16 KiB.
- The first success rate after a start reads the whole journal, in pieces: others are served between them, but the answer takes
  long. What it knows of each order stays in memory.
- A paid trade leaves one thing to do, the end of its refund window a year later. Orders that time out cost a step each; between fifty
  of them others are served. What is due at one and the same moment happens before the next call is answered.
- A sandbox in a data folder closes its database when nobody uses it. Without a data folder it cannot: such a sandbox holds some
  500 kB, so a thousand of them hold some 500 MB, five times the goal.
- The memory of a thousand idle ones in a data folder is that of the process. What they hold, counted on the heap after a collection, is 72 MB;
  the rest is what opening them left behind.
- The machine of the last run took 2.7 s for a loop of a thousand million additions, where a usual one takes 1 s: the ready line came
  after 118 ms on a usual one.
- The load is ${(2 * HALF).toLocaleString('en')} orders by QR code over HTTP, eight at a time; with \`--hour\` 200,000. An hour at 50 a second is 180,000.
- Wall times (the starts) are medians of eleven, and say little while other programs use the cores.
`,
)
say(`${table}\n\n${otherTable}\n${machine}. ${warning}`, result)
