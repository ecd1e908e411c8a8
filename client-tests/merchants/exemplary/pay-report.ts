// What a till remembers of each payment call: for its next heartbeat, and for the success rate.
import type { PayOutcome } from './classify.ts'
import type { Attempt, PayReport } from './records.ts'
import { alert } from './shop.ts'
import type { Shop } from './shop.ts'

const STATES = {
  paid: 'S',
  pending: 'I',
  unknown: 'X',
  'ask-query': 'F',
  rejected: 'F',
  invalid: 'F',
  failed: 'F',
} as const satisfies Record<PayOutcome, PayReport['state']>

/** A shop should see to it when fewer succeed (000:L25-27); a handful of payments says nothing. */
const LOWEST_RATE = 0.95
const FEWEST = 20

export function reportPay(
  shop: Shop,
  { outTradeNo, terminalId, sent }: Attempt,
  { costMs, outcome, why }: { costMs: number; outcome: PayOutcome; why: string },
): void {
  const { config, store } = shop
  if (config.device === true) {
    const state = STATES[outcome]
    const failure = state === 'F' || state === 'X' ? why : undefined
    const nth = sent + 1
    const report = { outTradeNo, nth, terminalId, costMs, state, failure }
    store.payReports.put(`${outTradeNo}/${nth}`, report)
  }
  watchRate(shop, STATES[outcome] === 'F')
}

function watchRate(shop: Shop, failed: boolean): void {
  const { counters } = shop.store
  const pays = (counters.get('pays') ?? 0) + 1
  const failures = (counters.get('failed pays') ?? 0) + (failed ? 1 : 0)
  counters.put('pays', pays)
  counters.put('failed pays', failures)
  const isLow = pays >= FEWEST && (pays - failures) / pays < LOWEST_RATE
  if (isLow && counters.get('rate alarm') !== 1)
    alert(shop, 'SUCCESS_RATE', `${failures} of ${pays} payments were refused`)
  counters.put('rate alarm', isLow ? 1 : 0)
}
