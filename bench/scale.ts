// What a read of the control API costs with a thousand and with a hundred thousand trades on file
// (`--million`: with a million too). Real sales are multiplied by SQL. Writes bench/results/scale.json
// and docs/scale.md.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDesk } from '../server/testing/desk.fixture.ts'
import { openSqlite } from '../server/hosts/sqlite.ts'
import { number, type Sql } from '../server/storage/sql.ts'
import { percentile, say, tenths } from './figures.ts'
import { foreignLoad } from './foreign-load.ts'

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

/** Copies of all that the real sales left, each under numbers of its own. */
function multiply(sql: Sql, copies: number): void {
  const last = number(sql.prepare('select max(seq) as seq from journal').get()?.seq)
  const statements = [
    `insert into journal select seq + ?1 * ${last},
       json_set(record, '$.seq', seq + ?1 * ${last}, '$.exchange', exchange || '-' || ?1),
       exchange || '-' || ?1 from journal where seq <= ${last}`,
    `insert into trades select trade_no || '-' || ?1, pid, out_trade_no || '-' || ?1, status, record
       from trades where trade_no not like '%-%'`,
    `insert into notifications select notify_id || '-' || ?1, record, out_trade_no || '-' || ?1
       from notifications where notify_id not like '%-%'`,
    `insert into named_codes select code || '-' || ?1, is_odd from named_codes
       where code not like '%-%'`,
    `insert into jobs (due, kind, subject, record)
       select due, kind, subject || '-' || ?1, record from jobs where subject not like '%-%'`,
  ].map((text) => sql.prepare(text))
  for (let copy = 1; copy < copies; copy++) {
    sql.transaction(() => {
      for (const statement of statements) statement.run(copy)
    })
  }
}

const threadMs = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** The longest stretch of the thread's CPU time in which nobody else was served. */
async function longestStretch(work: () => Promise<unknown>): Promise<number> {
  let isOver = false
  let longest = 0
  let last = threadMs()
  const look = () => {
    const now = threadMs()
    longest = Math.max(longest, now - last)
    last = now
  }
  const turn = () => {
    look()
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  await work()
  look()
  isOver = true
  return longest
}

async function measure(trades: number): Promise<Map<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'alipay-sim-scale-'))
  const sql = openSqlite(join(folder, 'scale.sqlite'))
  try {
    const desk = openDesk({ sql })
    for (let sale = 1; sale <= REAL_SALES; sale++) await desk.shop.pay(`order-${sale}`)
    await desk.shop.sandbox.clock.advance(60_000)
    multiply(sql, trades / REAL_SALES)
    const found = new Map<string, number>()
    for (const [name, line, body] of READS) {
      const samples: number[] = []
      for (let nth = 0; nth < (name.endsWith('the first time') ? 1 : REPEATS); nth++) {
        samples.push(
          await longestStretch(async () => {
            const { status } = await desk.call(line, body)
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
// The code is warm before anything counts.
await measure(SIZES[0] ?? REAL_SALES)
const measured: { trades: number; found: Map<string, number> }[] = []
for (const trades of SIZES) measured.push({ trades, found: await measure(trades) })
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

const result = { bench: 'scale', machine, sizes: SIZES, goalMs: GOAL_MS, foreignCores, rows }
const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
mkdirSync(at('bench/results'), { recursive: true })
writeFileSync(at('bench/results/scale.json'), `${JSON.stringify(result, null, 2)}\n`)
writeFileSync(
  at('docs/scale.md'),
  `# What a read costs when much is on file

Written by \`npm run bench:scale\`. Each figure is the longest stretch of CPU time of the one thread in which nobody else was served,
the median of ${REPEATS} reads (of the first success rate: one). The ratio is that of the largest store to the smallest in this run.

Machine: ${machine}. ${warning}

${table}

- The sales are real up to ${REAL_SALES.toLocaleString('en')}; the others are copies of them with numbers of their own, written by SQL.
- Pages are bounded by entries and by bytes ([bounds](decisions/bounds.md)), so that they cost what they show.
- The first success rate after a start reads the whole journal, in pieces: others are served between them, but the answer takes
  long. What it knows of each order stays in memory.
- Not measured here: the clock's moves over many due jobs, memory over time, and sandboxes that lie idle.
`,
)
say(`${table}\n${machine}. ${warning}`, result)
