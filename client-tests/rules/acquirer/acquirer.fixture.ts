// Small journals of acquirers, for the tests of their rules.
import type { EntryOf } from '../../../server/journal/entry.ts'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'
import { checklist } from '../checklist.ts'
import type { Model } from '../../scenario/acquirer/scenario.ts'

const TIMES = {
  forwarding: [60, 45],
  restful: [40, 60],
  switch: [28, 32],
} as const satisfies Record<Model, readonly [gateway: number, merchant: number]>

export function journalOf(
  model: Model,
  [gateway, merchant]: readonly [number, number] = TIMES[model],
) {
  return createJournal({
    capabilities: {
      families: ['A'],
      roles: ['acquirer'],
      acquirer: { model, gatewayTimeoutMs: gateway * 1_000, merchantTimeoutMs: merchant * 1_000 },
      device: false,
      itemCampaign: false,
      supports: {},
    },
  }).sale()
}

interface Told {
  state?: string
  status?: number
  lost?: 'request' | 'reply'
  tookS?: number
  refundId?: string
  amountFen?: number
}

/** A message of the till that was sent then, and how it went. */
export function till(journal: Journal, atS: number, act: string, told: Told = {}): Journal {
  const { state = 'PENDING', status = 200, lost, tookS = 0, refundId, amountFen } = told
  const arrivedMs = atS * 1_000
  const line =
    lost === 'request' ? { lost } : { lost, arrivedMs, answeredMs: arrivedMs + tookS * 1_000 }
  const more: Partial<EntryOf<'adapter'>> = { startedMs: arrivedMs, line, refundId, amountFen }
  const reply = lost === 'request' ? '' : JSON.stringify({ state })
  return journal.act(atS + tookS, act, { ...more, status: lost === 'request' ? 0 : status, reply })
}

/** The till has asked, and Alipay waits for the buyer. */
export const waiting = (model: Model, times?: readonly [number, number]) =>
  till(journalOf(model, times), 1, 'sale').call(1, 'PAY', 'P1', 'PEND', { amountFen: 2_000 })

export function verdict(id: string, journal: Journal): string {
  const rule = checklist.rules.find((one) => one.id === id)
  if (!rule) throw new Error(`there is no ${id}`)
  return rule.check(journal.until(400).trace(), checklist.parameters).status
}
