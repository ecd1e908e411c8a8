// The kit as a test of a shop uses it: the official SDK, a client of our own, waiting, faults.
import { AlipaySdk } from 'alipay-sdk'
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createTestSandbox, WaitedInVain } from './test.ts'

const received: Record<string, string>[] = []
const alipay = createTestSandbox({
  merchant: async (request) => {
    received.push(Object.fromEntries(new URLSearchParams(await request.text())))
    return new Response('success')
  },
  // What waits in vain has a sandbox of its own: a busy machine fails no test.
  patience: '1m',
})
const notifyUrl = 'https://shop.example/notify'
const sdk = new AlipaySdk(alipay.sdkConfig())

beforeEach(() => {
  alipay.reset()
  received.length = 0
})
afterAll(() => alipay.close())

/** For waits in vain, which need no patience. */
function openHasty() {
  const hasty = createTestSandbox({ merchant: () => new Response('success'), patience: '20ms' })
  onTestFinished(() => hasty.close())
  return hasty
}

const biz = { out_trade_no: 'T1', subject: 'tea', total_amount: '8.88', scene: 'bar_code' }

const order = (outTradeNo: string) => ({ outTradeNo, subject: '一杯咖啡', totalAmount: '8.88' })

const pay = (outTradeNo: string, authCode = alipay.code()) =>
  sdk.exec(
    'alipay.trade.pay',
    { notifyUrl, bizContent: { ...order(outTradeNo), scene: 'bar_code', authCode } },
    { validateSign: true },
  )

describe('the official SDK', () => {
  test('pays, and the notification that it verifies arrives', async () => {
    expect(await pay('T1')).toMatchObject({ code: '10000', outTradeNo: 'T1' })
    const sent = await alipay.trade('T1').notification(1)
    expect(sent).toMatchObject({ tradeStatus: 'TRADE_SUCCESS', url: notifyUrl, genuine: true })
    expect(sent.reply).toMatchObject({ status: 200, body: 'success', acknowledged: true })
    expect(sdk.checkNotifySignV2(received[0] ?? {})).toBe(true)
    expect(sent.fields).toEqual(received[0])
  })

  test('a buyer with a password: the wait moves the clock to the moment of payment', async () => {
    expect(await pay('T1', alipay.code('after-password=8s'))).toMatchObject({ code: '10003' })
    const before = alipay.time.wallMs()
    const trade = await alipay.trade('T1').toReach('TRADE_SUCCESS')
    expect(trade).toMatchObject({ outTradeNo: 'T1', totalFen: 888 })
    expect(alipay.time.wallMs() - before).toBe(8_000)
  })

  test('speaks v3 through the same configuration', async () => {
    const { data } = await sdk.curl('POST', '/v3/alipay/trade/pay', {
      body: {
        out_trade_no: 'T1',
        subject: 'tea',
        total_amount: '8.88',
        scene: 'bar_code',
        auth_code: alipay.code(),
      },
    })
    expect(data).toMatchObject({ out_trade_no: 'T1', total_amount: '8.88' })
  })
})

describe('a client without an SDK', () => {
  test('precreates, has it scanned, and refunds', async () => {
    const biz = { out_trade_no: 'T1', subject: 'tea', total_amount: '8.88' }
    const reply = await alipay.call('alipay.trade.precreate', biz, { notify_url: notifyUrl })
    expect(reply).toMatchObject({ code: '10000' })
    alipay.scan(String(reply.qr_code), 'after-password=3s')
    await alipay.trade('T1').toReach('TRADE_SUCCESS')
    const back = { out_trade_no: 'T1', refund_amount: '1.00', out_request_no: 'r-1' }
    expect(await alipay.call('alipay.trade.refund', back)).toMatchObject({ fund_change: 'Y' })
  })

  test('a refusal is a reply, and a reply that nobody signed is an error', async () => {
    const unknown = { out_trade_no: 'nobody' }
    const refused = await alipay.call('alipay.trade.query', unknown)
    expect(refused).toMatchObject({ code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' })
    alipay.faults.once('F12', { op: 'QUERY' })
    await expect(alipay.call('alipay.trade.query', unknown)).rejects.toThrow('the signature')
  })

  test('a method that is none is refused by its name', async () => {
    await expect(alipay.call('trade.query')).rejects.toThrow(
      'method: "trade.query" is no method; write "alipay.trade.query"',
    )
  })
})

describe('waiting', () => {
  test('in vain: the message says how things stand, what may be missing, and what happened', async () => {
    const hasty = openHasty()
    await hasty.call('alipay.trade.pay', { ...biz, auth_code: hasty.code('never') })
    const waiting = hasty.trade('T1').toReach('TRADE_SUCCESS', { within: '1m' })
    const error = await waiting.then(
      () => undefined,
      (caught: unknown) => caught,
    )
    expect(error).toBeInstanceOf(WaitedInVain)
    expect(String(error)).toMatch(
      /trade T1 has not reached TRADE_SUCCESS within 1m of the gateway's clock; it is WAIT_BUYER_PAY\./,
    )
    expect(String(error)).toMatch(/The buyer has not paid: trade\('T1'\)\.buyerPays\(\) pays now\./)
    expect(String(error)).toMatch(/client +──▶ gateway +PAY out_trade_no=T1 8\.88/)
  })

  test('a buyer who was told to pays now, and one who has nothing to pay is an error', async () => {
    await pay('T1', alipay.code('never'))
    expect(alipay.trade('T1').buyerPays()).toMatchObject({ status: 'TRADE_SUCCESS' })
    expect(() => alipay.trade('T2').buyerPays()).toThrow('T2')
  })

  test('for a trade that has closed meanwhile: it is said at once', async () => {
    await pay('T1', alipay.code('closes=5s'))
    await expect(alipay.trade('T1').toReach('TRADE_SUCCESS')).rejects.toThrow('it is TRADE_CLOSED')
  })

  test('for a call that never came: it is said that nothing came', async () => {
    await expect(openHasty().trade('T1').toReach('TRADE_SUCCESS')).rejects.toThrow(
      /there is no such trade\.\nNo call has reached this sandbox\. Set the client up with sdkConfig\(\)/,
    )
  })

  test('for a notification of a call without notify_url: the reason is named', async () => {
    const hasty = openHasty()
    await hasty.call('alipay.trade.pay', { ...biz, auth_code: hasty.code() })
    await expect(hasty.notification()).rejects.toThrow('The call named no notify_url')
  })

  test('for a shop that calls later by the real clock', async () => {
    const later = new Promise((resolve) => setTimeout(resolve, 40)).then(() => pay('T1'))
    await alipay.trade('T1').toReach('TRADE_SUCCESS')
    expect(await later).toMatchObject({ code: '10000' })
  })

  test('until all is quiet: a shop that never says success hears all eight sends', async () => {
    const deaf = createTestSandbox({ merchant: () => new Response('no') })
    await deaf.call(
      'alipay.trade.pay',
      { ...biz, auth_code: deaf.code() },
      { notify_url: notifyUrl },
    )
    await deaf.untilQuiet()
    expect(deaf.notifications.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    deaf.close()
  })

  test('a shop that hangs in its notification route is left behind after its time', async () => {
    const hanging = createTestSandbox({ merchant: () => new Promise(() => {}), patience: '20ms' })
    const named = { notify_url: notifyUrl }
    await hanging.call('alipay.trade.pay', { ...biz, auth_code: hanging.code() }, named)
    const { reply } = await hanging.notification(1)
    expect(reply).toMatchObject({ acknowledged: false })
    hanging.close()
  })

  test('time passes by itself too, and what is due on the way happens', async () => {
    await pay('T1', alipay.code('after-password=8s'))
    await alipay.pass('7s')
    expect(alipay.trade('T1').status).toBe('WAIT_BUYER_PAY')
    await alipay.pass(1_000)
    expect(alipay.trade('T1').status).toBe('TRADE_SUCCESS')
  })

  test('a shop that polls, with the kit’s time in place of its own sleep', async () => {
    const sleep = alipay.pass
    await pay('T1', alipay.code('after-password=8s'))
    const seen: string[] = []
    while (seen.at(-1) !== 'TRADE_SUCCESS') {
      await sleep('3s')
      const query = { bizContent: { outTradeNo: 'T1' } }
      seen.push((await sdk.exec('alipay.trade.query', query)).tradeStatus)
    }
    expect(seen).toEqual(['WAIT_BUYER_PAY', 'WAIT_BUYER_PAY', 'TRADE_SUCCESS'])
  })

  test('a shop that asks without a rest stops no time', async () => {
    await pay('T1', alipay.code('after-password=8s'))
    const asking = (async () => {
      for (;;) {
        const query = { out_trade_no: 'T1' }
        const { trade_status } = await alipay.call('alipay.trade.query', query)
        if (trade_status === 'TRADE_SUCCESS') return trade_status
      }
    })()
    await alipay.trade('T1').toReach('TRADE_SUCCESS')
    expect(await asking).toBe('TRADE_SUCCESS')
  })

  test.each([
    [
      () => alipay.pass('soon'),
      'duration: "soon" is no duration; write "8s", "25h" or milliseconds',
    ],
    [() => alipay.notification(0), 'notification: 0 is no position; the first is 1'],
    [
      () => alipay.trade('T1').toReach('PAID' as never),
      'status: "PAID" is no state; use WAIT_BUYER_PAY',
    ],
  ])('%s is refused by name', async (act, message) => {
    await expect(act()).rejects.toThrow(message)
  })
})

describe('faults', () => {
  test('once: paid, and answered "unknown"; the next call is answered as it is', async () => {
    alipay.faults.once('F02', { op: 'PAY' })
    expect(await pay('T1')).toMatchObject({ code: '20000' })
    const found = await sdk.exec('alipay.trade.query', { bizContent: { outTradeNo: 'T1' } })
    expect(found).toMatchObject({ code: '10000', tradeStatus: 'TRADE_SUCCESS' })
    alipay.faults.assertFired()
  })

  test('with options: the notification comes twice', async () => {
    alipay.faults.once('N01', { outTradeNo: 'T1' }, { copies: 2, gap: '10m' })
    await pay('T1')
    await alipay.trade('T1').notification(2)
    expect(received.map(({ notify_id }) => notify_id)).toEqual([
      received[0]?.notify_id,
      received[0]?.notify_id,
    ])
  })

  test('that met no message: the test is told', async () => {
    alipay.faults.once('F02', { op: 'REFUND' })
    await pay('T1')
    expect(() => alipay.faults.assertFired()).toThrow(
      'met by no message: unknown for {"op":"REFUND","count":1}',
    )
  })

  test('that do not exist are refused, with the one that may be meant', () => {
    expect(() => alipay.faults.once('F2')).toThrow(/fault: there is no "F2"; did you mean/)
  })
})

describe('reset', () => {
  test('leaves nothing: no orders, no faults, the same keys, the clock at its start', async () => {
    const [config, startedAt] = [alipay.sdkConfig(), alipay.time.wallMs()]
    const first = alipay.code()
    alipay.faults.always('F02')
    await pay('T1')
    await alipay.pass('1d')
    alipay.reset()
    expect(alipay.trade('T1').get()).toBeUndefined()
    expect(alipay.faults.list()).toEqual([])
    expect(alipay.time.wallMs()).toBe(startedAt)
    expect(alipay.sdkConfig()).toEqual(config)
    expect(alipay.code()).toBe(first)
    expect(await pay('T1')).toMatchObject({ code: '10000' })
  })
})

test('a reset ends what a test still waits for, and says so', async () => {
  await pay('T1', alipay.code('never'))
  const waiting = alipay.trade('T1').toReach('TRADE_SUCCESS')
  alipay.reset()
  await expect(waiting).rejects.toThrow('reset() ended the sandbox while a test waited for it')
})

test('options that do not exist, and a merchant that is no function, are refused by name', () => {
  expect(() => createTestSandbox({ seeed: 'x' } as never)).toThrow(
    'seeed: there is no such option; use merchant, hosts',
  )
  expect(() => createTestSandbox({ merchant: 'http://shop' } as never)).toThrow(
    'merchant: "http://shop" is no function',
  )
})
