// Every scenario of the library: the exemplary merchant meets its expectations, and a merchant with
// the flaw it teaches about breaks one.
import { describe, expect, test } from 'vitest'
import { SCENARIOS } from './library.ts'
import type { Entry } from '../server/journal/entry.ts'
import { judge } from './scenario/sentences.ts'
import { runInProcess } from './drives/in-process/in-process.ts'
import type { Decisions } from './merchants/exemplary/decisions.ts'
import { inProcess, type Variant } from './merchants/exemplary/in-process.ts'
import { mutants } from './merchants/mutants/mutants.ts'

/**
 * Who breaks an expectation of which scenario: a mutant by name, or a flaw of one decision where the
 * mutants have none that shows in it.
 */
const BROKEN_BY: Record<string, string | Partial<Decisions>> = {
  'pays-at-once': { keepsPayment: () => false },
  'password-typed-in-time': 'poll-for-9s',
  'buyer-never-pays': 'query-every-12s',
  'cancel-unknown-three-times': 'three-cancels',
  'cancel-unknown-for-two-minutes': 'three-cancels',
  'cancel-says-retry': 'ignores-retry-flag',
  'taps-after-the-cancel': 'code-10000-means-paid',
  'system-busy-but-paid': 'late-query-after-unknown-pay',
  'system-busy-and-not-paid': 'abandons-after-not-exist',
  'unknown-in-other-words': 'system-error-is-failure',
  'pay-hangs-and-commits': { clientTimeoutMs: () => Number.POSITIVE_INFINITY },
  'reply-broken-on-the-way': 'abandons-after-not-exist',
  'gateway-out-of-reach': { queryRetry: { everyMs: 3_000, forMs: 6_000 } },
  'late-original-after-not-exist': 'abandons-after-not-exist',
  'late-original-waits-for-password': 'abandons-after-not-exist',
  'paid-but-nobody-can-ask': { queryRetry: { everyMs: 3_000, forMs: 6_000 } },
  'unpaid-but-nobody-can-ask': 'believes-after-a-minute',
  'query-fails-while-polling': { pollRetry: { everyMs: 3_000, forMs: 6_000 } },
  'query-lags-behind': 'poll-for-9s',
  'paid-but-shown-waiting': 'code-10000-means-paid',
  'parameters-refused': 'repeats-refused-parameters',
  'cashier-charges-again-too-soon': 'pay-again-while-pending',
  'charged-again-after-lost-reply': {
    queryRetry: { everyMs: 3_000, forMs: 6_000 },
    cancelRetry: { everyMs: 2_000, forMs: 4_000 },
    mayPayAgain: () => true,
  },
  'another-code-after-a-refusal': 'abandons-after-not-exist',
  'payment-codes-of-every-shape': 'only-todays-payment-codes',
  'items-that-floats-get-wrong': 'items-added-as-floats',
  'orders-name-store-and-till': { sendsNotifyUrl: () => false },
  'qr-scanned-after-a-while': 'not-exist-means-failed-qr',
  'qr-scanned-after-the-end': {
    qrEnding: { timeout: true, closes: false, heedsLateMoney: false },
    manualQueryAsks: 'books',
  },
  'qr-shown-then-code-asked-for': 'walks-away-from-qr',
  'rung-up-at-two-tills': 'no-sale-lock',
  'qr-scanned-and-paid': 'success-with-newline',
  'precreate-unknown': { precreateRetry: { everyMs: 3_000, forMs: 0 } },
  'every-notification-lost': { qrPolls: false },
  'forged-notifications': 'accepts-unsigned-notification',
  'notified-amount-differs': 'ignores-amount',
  'money-for-another-account': 'knows-one-account-only',
  'notified-again-and-again': 'success-with-newline',
  'two-partial-refunds': 'one-request-no-per-trade',
  'refund-unknown': 'new-request-no-per-try',
  'finished-with-the-payment': 'discards-notifications',
  'queries-lost-but-notified': 'discards-notifications',
  'told-of-other-states': 'waiting-means-paid',
  'told-before-the-reply': 'order-is-written-after-the-reply',
  'told-twenty-times-at-once': 'books-without-a-lock',
  'paid-after-its-own-cancel': 'manual-query-reads-the-books',
  'old-news': 'last-message-wins',
  'hard-to-read-notifications': 'verifies-known-parameters-only',
  'forged-way-back': 'return-means-paid',
  'busy-hour': 'poll-for-9s',
  'told-while-queries-lag': { heedsNotifications: false },
  'buyer-pays-as-the-cancel-goes': 'keeps-what-a-cancel-sent-back',
  'cancelled-over-and-over': 'keeps-what-a-cancel-sent-back',
  'refunds-are-notified': 'no-request-no',
  'refund-comes-too-late': 'books-refunds-refused-for-good',
  'refund-unknown-for-two-minutes': 'new-request-no-per-try',
  'more-back-than-was-paid': 'books-refunds-beyond-the-payment',
  'seller-has-no-balance': { refundRetry: { everyMs: 5_000, forMs: 0 } },
  'refund-of-what-nobody-paid': 'refunds-unpaid-sales',
  'all-of-it-back-the-same-day': 'refunds-by-cancel',
  'cancel-comes-too-late': 'ten-cancels-after-refusal',
  'outage-while-cancelling': 'cancels-die-with-the-process',
  'voided-while-the-buyer-pays': { cancelEffect: () => 'paid' },
  'refund-dropped-without-a-word': 'code-10000-means-refunded',
  'buyer-closes-the-cashier': 'code-10000-means-paid',
  'pay-again-though-it-is-paid': 'charges-then-refunds',
  'bill-with-discrepancies': 'never-fetches-the-bill',
  'link-to-the-bill-dies': 'old-link-again',
  'order-of-another-till': 'manual-query-reads-the-books',
  'a-quiet-half-hour': 'heartbeat-every-hour',
  'unusable-replies-to-queries': 'unreadable-query-means-closed',
  'unusable-replies-to-cancels': 'unreadable-cancel-is-done',
  'unusable-replies-to-refunds': 'unreadable-refund-is-done',
  'replies-of-another-order': 'believes-replies-of-other-orders',
  'told-while-a-call-is-under-way': 'cancels-without-looking',
  'told-in-whole-yuan': 'compares-amounts-as-text',
  'ordinary-things-together': 'refunds-told-apart-by-amount',
}

const EXEMPLARY: Variant = { name: 'exemplary', bend: {} }

async function play(variant: Variant, id: string) {
  const scenario = SCENARIOS.find((one) => one.id === id)
  if (!scenario) throw new Error(`no scenario ${id}`)
  const entries = await runInProcess(inProcess(variant), [scenario])
  return judge(scenario.expect, entries)
}

describe('a scenario of the library', () => {
  test.each(SCENARIOS)('$name is mastered by the exemplary merchant', async ({ id }) => {
    expect((await play(EXEMPLARY, id)).filter(({ outcome }) => outcome !== 'met')).toEqual([])
  })

  test.each(SCENARIOS)('$name is not mastered by a merchant with a flaw', async ({ id, name }) => {
    const flaw = BROKEN_BY[name]
    const bend = typeof flaw === 'string' ? mutants.find((one) => one.name === flaw)?.bend : flaw
    if (!bend) throw new Error(`say in BROKEN_BY who breaks an expectation of ${name}`)
    const judged = await play({ name: 'flawed', bend }, id)
    expect(judged, 'nothing was broken').toContainEqual(
      expect.objectContaining({ outcome: 'broken' }),
    )
  })
})

test('S42: the journal tells the trade_status that was sent, also that of a refund', async () => {
  const told = SCENARIOS.filter(({ id }) => id === 'S42')
  const entries = await runInProcess(inProcess(EXEMPLARY), told)
  const sent = entries.flatMap((entry) => (entry.kind === 'send' ? [entry] : []))
  const written = sent.map(({ wire }) => new URLSearchParams(wire.body).get('trade_status'))
  expect(sent.map(({ tradeStatus }) => tradeStatus)).toEqual(written)
  expect(written).toContain('TRADE_CLOSED')
})

describe('S44: a notification is signed as the order was', () => {
  const HARD = SCENARIOS.filter(({ id }) => id === 'S44')
  /** The kinds of signature, and the replies, of the notifications that the merchant was sent. */
  const notified = (entries: readonly Entry[]) => {
    const sent = entries.flatMap((entry) => (entry.kind === 'send' ? [entry.wire.body] : []))
    const types = sent.map((body) => new URLSearchParams(body).get('sign_type'))
    const replies = entries.flatMap((entry) => (entry.kind === 'reply' ? [entry.body] : []))
    return { types: [...new Set(types)], replies: [...new Set(replies)] }
  }

  test.each(['RSA', 'RSA2'] as const)('a merchant of %s masters all of it', async (signType) => {
    const merchant = inProcess({ name: signType, bend: { signType } })
    const entries = await runInProcess(merchant, HARD)
    expect(notified(entries)).toEqual({ types: [signType], replies: ['success'] })
    const judged = HARD.flatMap(({ expect: sentences }) => judge(sentences, entries))
    expect(judged.filter(({ outcome }) => outcome !== 'met')).toEqual([])
  })

  test('what is signed more weakly than the order was is refused, and the gateway asked', async () => {
    const weaker = { fault: 'N11', options: { signType: 'RSA' }, match: { durationMs: undefined } }
    const [paid] = SCENARIOS.filter(({ id }) => id === 'S30')
    if (!paid) throw new Error('no scenario S30')
    const sales = paid.sales.slice(0, 1).map((sale) => ({ ...sale, faults: [weaker] }))
    const entries = await runInProcess(inProcess(EXEMPLARY), [{ ...paid, sales }])
    expect(notified(entries)).toEqual({ types: ['RSA'], replies: ['failure'] })
    const judged = judge(
      ['the sale is paid once', 'the merchant believes the sale is PAID'],
      entries,
    )
    expect(judged.map(({ outcome }) => outcome)).toEqual(['met', 'met'])
  })
})
