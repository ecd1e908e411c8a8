// The matchers under vitest's `expect`; jest's is tried with the recipe of docs/testing.md.
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createTestSandbox, matchers, type AlipayMatchers } from '../test.ts'

declare module 'vitest' {
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    T = unknown,
  > extends AlipayMatchers<R> {}
}

expect.extend(matchers)
const alipay = createTestSandbox({ merchant: () => new Response('success') })
beforeEach(() => alipay.reset())
afterAll(() => alipay.close())

const pay = (outTradeNo: string, authCode = alipay.code()) =>
  alipay.call(
    'alipay.trade.pay',
    {
      out_trade_no: outTradeNo,
      subject: 'tea',
      total_amount: '8.88',
      scene: 'bar_code',
      auth_code: authCode,
    },
    { notify_url: 'https://shop.example/notify' },
  )

/** What a matcher says when it does not hold. */
function said(assertion: () => void): string {
  try {
    assertion()
  } catch (error) {
    return String(error)
  }
  throw new Error('the assertion held')
}

test('what holds passes, and its opposite says how things stand and what happened', async () => {
  await pay('T1')
  await alipay.trade('T1').notification()
  expect(alipay.trade('T1')).toBePaid()
  expect(alipay.trade('T1')).toBePaid('8.88')
  expect(alipay.trade('T1')).toHaveTradeStatus('TRADE_SUCCESS')
  expect(alipay.trade('T1')).toHaveRefunded('0.00')
  expect(alipay.trade('T1')).toHaveBeenNotified()
  expect(alipay.trade('T1')).toHaveBeenNotified(1)
  expect(said(() => expect(alipay.trade('T1')).not.toBePaid())).toMatch(
    /expected trade T1 not to be paid; it is TRADE_SUCCESS, of 8\.88 yuan\.\n\nWhat happened[^]*PAY out_trade_no=T1/,
  )
})

test('what does not hold says what was expected and what was found', async () => {
  await pay('T1', alipay.code('never'))
  expect(said(() => expect(alipay.trade('T1')).toBePaid('8.88'))).toContain(
    'expected trade T1 to be paid with 8.88 yuan; it is WAIT_BUYER_PAY, of 8.88 yuan.',
  )
  expect(said(() => expect(alipay.trade('T1')).toHaveTradeStatus('TRADE_CLOSED'))).toContain(
    'expected trade T1 to be TRADE_CLOSED; it is WAIT_BUYER_PAY.',
  )
  expect(said(() => expect(alipay.trade('T1')).toHaveBeenNotified(2))).toContain(
    'to have been notified 2 times; 0 were sent.',
  )
  expect(said(() => expect(alipay.trade('T2')).toBePaid())).toContain('there is no such trade')
})

test('refunds are summed, and a trade that was refunded whole is paid no longer', async () => {
  await pay('T1')
  const back = (out_request_no: string, refund_amount: string) =>
    alipay.call('alipay.trade.refund', { out_trade_no: 'T1', out_request_no, refund_amount })
  await back('r-1', '1.00')
  await back('r-2', '2.00')
  expect(alipay.trade('T1')).toHaveRefunded('3.00')
  expect(alipay.trade('T1')).toBePaid()
  expect(said(() => expect(alipay.trade('T1')).toHaveRefunded('3.01'))).toContain(
    '3.00 yuan went back',
  )
  await back('r-3', '5.88')
  expect(alipay.trade('T1')).toHaveTradeStatus('TRADE_CLOSED')
  expect(said(() => expect(alipay.trade('T1')).toBePaid())).toContain('it is TRADE_CLOSED')
})

test.each([
  [() => expect('T1').toBePaid(), 'received: "T1" is no trade; write expect(alipay.trade(\'T1\'))'],
  [
    () => expect(alipay.trade('T1')).toHaveRefunded('many'),
    'amount: "many" is no amount; write yuan as in "88.88"',
  ],
  [
    () => expect(alipay.trade('T1')).toHaveTradeStatus('PAID' as never),
    'status: "PAID" is no state',
  ],
])('%s is refused by name', (act, message) => {
  expect(said(act)).toContain(message)
})
