// How long the built program takes from its spawn to the ready line. Over the budget it fails.
import { keepTo, say, spread } from './figures.ts'
import { serve } from './serve.ts'

const RUNS = 11
const BUDGET_MS = 400

// The first run fills the file cache, and builds dist/ when it is stale.
await (await serve()).stop()

const samples: number[] = []
for (let run = 0; run < RUNS; run++) {
  const served = await serve()
  samples.push(served.startMs)
  await served.stop()
}
const { median, min, max } = spread(samples)
say(`startup: median ${median} ms, min ${min}, max ${max} (${RUNS} runs, budget ${BUDGET_MS})`, {
  bench: 'startup',
  runs: RUNS,
  medianMs: median,
  minMs: min,
  maxMs: max,
  budgetMs: BUDGET_MS,
})
keepTo(BUDGET_MS, median, 'starting')
