// What a merchant declares of itself stands in the journal, where the rules read it.
import { expect, test } from 'vitest'
import { SCENARIOS } from '../scenario/library.ts'
import { inProcess } from '../merchants/exemplary/in-process.ts'
import { runInProcess, type InProcessMerchant } from './in-process/in-process.ts'

/** The exemplary merchant, which declares more than it does. */
function declaring(more: object): InProcessMerchant {
  const merchant = inProcess({ name: 'exemplary', bend: {} })
  return {
    ...merchant,
    open: (surroundings) => {
      const { fetch } = merchant.open(surroundings)
      return {
        fetch: async (request) => {
          const reply = await fetch(request)
          if (!request.url.endsWith('/capabilities')) return reply
          const declared: unknown = await reply.json()
          return Response.json(Object.assign({}, declared, more))
        },
      }
    },
  }
}

test('how often it looks at cancels that it could not send', async () => {
  const scenarios = SCENARIOS.filter(({ id }) => id === 'S01')
  const entries = await runInProcess(declaring({ cancel_queue_period_s: 300 }), scenarios)
  const [run] = entries.flatMap((entry) => (entry.kind === 'run' ? [entry] : []))
  expect(run?.capabilities).toMatchObject({ device: true, cancelQueuePeriodMs: 300_000 })
})
