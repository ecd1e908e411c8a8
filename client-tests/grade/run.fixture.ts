// A small run for the tests of grading and reporting: one sale that ends well, one that does not.
import { createJournal, every, type Journal } from '../trace/journal.fixture.ts'

export const AUTH_CODE = '287654321098765432'

const sale = () =>
  createJournal()
    .sale()
    .call(1, 'PAY', 'A1', 'PEND', {
      authCode: AUTH_CODE,
      fingerprint: 'f',
      body: `biz_content=%7B%22auth_code%22%3A%22${AUTH_CODE}%22%2C%22subject%22%3A%22%E9%A5%AE%E6%96%99%22%7D`,
    })
    .books(1, 'A1', 'WAIT_BUYER_PAY')
    .belief(1.5, 'PENDING')

/** Polls for half a minute, cancels at once, and believes what is true. */
export function goodRun(): Journal {
  return sale()
    .queries('A1', every(3, 31, 4), 'WAIT')
    .books(31.2, 'A1', 'TRADE_CLOSED')
    .call(31.2, 'CANCEL', 'A1', 'OK')
    .belief(32, 'UNPAID')
    .until(90)
}

/** Sleeps five seconds before it cancels. */
export function lateCancelRun(): Journal {
  return sale()
    .queries('A1', every(3, 31, 4), 'WAIT')
    .books(36, 'A1', 'TRADE_CLOSED')
    .call(36, 'CANCEL', 'A1', 'OK')
    .belief(37, 'UNPAID')
    .until(90)
}

/** Sleeps before CANCEL, so that the buyer pays, and books the sale as unpaid. */
export function costlyRun(): Journal {
  return createJournal()
    .sale()
    .call(1, 'PAY', 'A1', 'PEND', { authCode: AUTH_CODE, fingerprint: 'f' })
    .books(1, 'A1', 'WAIT_BUYER_PAY')
    .queries('A1', every(3, 31, 4), 'WAIT')
    .write(33, { kind: 'buyer', act: 'paid', buyerId: 'b', outTradeNo: 'A1' })
    .books(33, 'A1', 'TRADE_SUCCESS')
    .belief(60, 'UNPAID')
    .until(120)
}

/** A merchant that puts these words wherever it can: sold and paid, and believed to be unpaid. */
export function hostileRun(words: string): Journal {
  return createJournal()
    .sale()
    .sale(words, 3_000)
    .call(1, 'PAY', words, 'OK')
    .books(1, words, 'TRADE_SUCCESS')
    .belief(2, 'UNPAID')
    .until(60)
}
