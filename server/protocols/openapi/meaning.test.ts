// What replies of openapi mean, and that journals of before say the same of the same codes.
import { expect, test } from 'vitest'
import type { Result } from '../../journal/entry.ts'
import { upgraded } from '../../journal/older.ts'
import { UNKNOWNS } from '../../journal/reasons.ts'
import { commonParams, formPost, openShop, signed } from '../../testing/shop.fixture.ts'
import { SUB_CODES, UNKNOWN_CODES } from './codes.table.ts'
import { meaningOf } from './meaning.ts'

test.each([
  ['10000', undefined, { meaning: 'ok' }],
  ['10003', undefined, { meaning: 'pending' }],
  ['20000', 'isp.unknow-error', { meaning: 'unknown', reason: 'ResultUnknown' }],
  ['20000', 'ACQ.SYSTEM_ERROR', { meaning: 'unknown', reason: 'SystemError' }],
  ['40004', 'ACQ.SYSTEM_ERROR', { meaning: 'unknown', reason: 'SystemError' }],
  ['40004', 'AQC.SYSTEM_ERROR', { meaning: 'unknown', reason: 'SystemError' }],
  ['40004', 'aop.unknow-error', { meaning: 'unknown', reason: 'SystemError' }],
  ['40004', 'ACQ.TRADE_NOT_EXIST', { meaning: 'not-found', reason: 'TradeNotFound' }],
  ['40004', 'ACQ.TRADE_HAS_SUCCESS', { meaning: 'ask-query', reason: 'TradeAlreadyPaid' }],
  ['40004', 'ACQ.CONTEXT_INCONSISTENT', { meaning: 'ask-query', reason: 'OrderChanged' }],
  ['40004', 'ACQ.TRADE_CANCEL_TIME_OUT', { meaning: 'refused', reason: 'CancelTooLate' }],
  ['40004', 'ACQ.INVALID_PARAMETER', { meaning: 'refused', reason: 'InvalidParameter' }],
  ['40004', 'ACQ.PAYMENT_FAIL', { meaning: 'refused' }],
  ['40002', 'isv.invalid-parameter', { meaning: 'rejected', reason: 'InvalidParameter' }],
  ['40002', 'isv.invalid-signature', { meaning: 'rejected', reason: 'SignatureWrong' }],
  ['40005', 'isv.app-call-limited', { meaning: 'rejected', reason: 'TooManyCalls' }],
  ['20001', 'aop.invalid-auth-token', { meaning: 'refused' }],
  ['40003', 'isv.missing-signature-config', { meaning: 'refused' }],
])('%s %s', (code, subCode, meaning) => {
  expect(meaningOf(code, subCode)).toEqual(meaning)
})

test('the journal holds the meaning beside the codes, and a bent reply has none', async () => {
  const shop = openShop()
  await shop.pay('o-1')
  await shop.trade('query', { out_trade_no: 'nobody' })
  shop.sandbox.faults.add({ fault: 'F11', match: { op: 'QUERY' }, options: { executed: true } })
  const biz = { out_trade_no: 'o-1' }
  const asked = commonParams(shop.app, 'alipay.trade.query', biz)
  await shop.text(formPost(signed(shop.app, asked)))
  const results = shop.sandbox.journal
    .since(0)
    .flatMap((entry) => (entry.kind === 'answer' ? [entry.result] : []))
  expect(results).toMatchObject([
    { meaning: 'ok', code: '10000' },
    { meaning: 'not-found', reason: 'TradeNotFound', subCode: 'ACQ.TRADE_NOT_EXIST' },
    { readable: false },
  ])
  expect(results[2]).not.toHaveProperty('meaning')
})

/** The answer as 0.1.0 saved it, read today. */
function readOld(code: string, subCode: string | undefined): Result | undefined {
  const stamp = { schemaVersion: 1, seq: 1, at: 0, elapsedMs: 0 }
  const result = { readable: true, code, ...(subCode && { subCode }) }
  const saved = { ...stamp, kind: 'answer', exchange: 'x1', result, travel: 'whole' }
  const entry = upgraded(JSON.parse(JSON.stringify(saved)))
  return entry.kind === 'answer' ? entry.result : undefined
}

test('a journal of version 1 is read to mean the same, for every code that a reply can have', () => {
  const business = [...Object.values(SUB_CODES), ...UNKNOWNS.map((one) => UNKNOWN_CODES[one])]
  const codes: [string, string | undefined][] = [
    ['10000', undefined],
    ['10003', undefined],
    ...['isv.invalid-signature', 'isv.invalid-parameter', 'isv.invalid-app-id'].map(
      (subCode): [string, string] => ['40002', subCode],
    ),
    ...['20001', '40001', '40003', '40005', '40006'].map((code): [string, string] => [
      code,
      'isv.whatever',
    ]),
    ...business.flatMap((subCode): [string, string][] => [
      ['40004', subCode],
      ['20000', subCode],
    ]),
  ]
  const then = codes.map(([code, subCode]) => readOld(code, subCode))
  const now = codes.map(([code, subCode]) => meaningOf(code, subCode))
  expect(then.map((result) => result?.meaning)).toEqual(now.map(({ meaning }) => meaning))
  // An old journal knows only the reasons that rules ask for.
  const reasons = now.map(({ reason }, place) => then[place]?.reason && reason)
  expect(then.map((result) => result?.reason)).toEqual(reasons)
})
