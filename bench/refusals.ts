// What a refused signature costs in the request path, explanation included: everybody waits for as
// long. An ordinary call must stay under its budget; the others are said, for they are attacks.
import { performance } from 'node:perf_hooks'
import {
  commonParams,
  formPost,
  openShop,
  signWith,
  type Params,
} from '../server/testing/shop.fixture.ts'
import { readRequest } from '../server/hosts/in-process.ts'
import { keepTo, say, spread } from './figures.ts'

const RUNS = 41
const BUDGET_MS = 10
const METHOD = 'alipay.trade.query'

const { app, sandbox } = openShop()
const call = (biz: unknown, more?: Params) => commonParams(app, METHOD, biz, more)
const fields = Array.from({ length: 12_000 }, (_, n) => [`f${n}`, '1'] as const)

const REFUSED: [what: string, params: Params][] = [
  ['an ordinary call of 1 KB', call({ out_trade_no: 'o-1', memo: 'x'.repeat(800) })],
  ['12,000 more fields', call({}, Object.fromEntries(fields))],
  ['1,880 levels of JSON', call(`${'['.repeat(1_880)}"${'/'.repeat(8_000)}"${']'.repeat(1_880)}`)],
  ['a field of 1 MB', call({}, { memo: 'x'.repeat(1_000_000) })],
]

for (const [what, params] of REFUSED) {
  const request = await readRequest(formPost({ ...params, sign: signWith(app, 'another text') }))
  const samples: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const startedMs = performance.now()
    const exchange = await sandbox.handle(request)
    exchange?.end({ by: 'gateway', whole: true, deliveredBytes: 0 })
    samples.push(performance.now() - startedMs)
  }
  const { median, min, max } = spread(samples)
  say(`refusals: ${what}: median ${median} ms, min ${min}, max ${max} (${RUNS} runs)`, {
    bench: 'refusals',
    what,
    runs: RUNS,
    medianMs: median,
    minMs: min,
    maxMs: max,
  })
  if (what === REFUSED[0]?.[0]) keepTo(BUDGET_MS, median, 'refusing an ordinary call')
}
sandbox.close()
