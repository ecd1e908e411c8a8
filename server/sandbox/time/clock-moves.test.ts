// Moving the clock: until something holds, past thousands of things, and at no cost when idle.
import { describe, expect, test } from 'vitest'
import { GATEWAYS } from '../../protocols/protocols.ts'
import { createSandbox, nextTurn, VirtualTime, START_AT } from '../../hosts/memory.ts'
import { openShop } from '../../testing/shop.fixture.ts'
import { openSqlite } from '../../hosts/sqlite.ts'
import { signInPlace } from '../../pki/signature.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../values/instant.ts'
import { advance } from './advance.ts'
import { openCore } from '../core/core.ts'

async function waits(shop: ReturnType<typeof openShop>, no: string, timeout_express: string) {
  const auth_code = shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode
  await shop.pay(no, { auth_code, timeout_express })
}

describe('the clock goes until a condition holds', () => {
  test('until a series of notifications is exhausted, with what was sent and why', async () => {
    const shop = openShop({ answers: () => new Response('no') })
    await shop.pay('o-1')
    const { reached, fired, clock } = await shop.sandbox.clock.until('notification.exhausted')
    expect(reached).toBe(true)
    expect(fired).toHaveLength(8)
    expect(fired[0]).toMatchObject({ outTradeNo: 'o-1', why: 'tells the merchant TRADE_SUCCESS' })
    expect(fired[1]?.why).toContain('answered "no"')
    expect(clock.now.slice(0, 10)).toBe('2026-01-06')
    expect(clock.next?.what).toContain('the refund window ends')
    expect(shop.sandbox.trace().of('clock')).toMatchObject([
      { act: 'until notification.exhausted' },
    ])
  })

  test('until a trade is closed, and no further', async () => {
    const shop = openShop()
    await waits(shop, 'o-1', '10m')
    await waits(shop, 'o-2', '5m')
    const moved = await shop.sandbox.clock.until('trade o-2 is TRADE_CLOSED')
    expect(moved).toMatchObject({ reached: true, clock: { now: '2026-01-05 10:05:00' } })
    expect(moved.fired).toMatchObject([
      { outTradeNo: 'o-2', why: 'nobody has paid it in its time' },
    ])
    expect(shop.sandbox.trades.get('o-1')?.status).toBe('WAIT_BUYER_PAY')
  })

  test('until one order has been told of, although another is told sooner', async () => {
    const shop = openShop()
    await shop.pay('o-1')
    await shop.pass(MINUTE)
    await shop.pay('o-2')
    expect(await shop.sandbox.clock.until('notification.acknowledged of o-2')).toMatchObject({
      reached: true,
      fired: [{ outTradeNo: 'o-2' }],
    })
    expect(await shop.sandbox.clock.until('notification.sent of o-1')).toMatchObject({
      reached: true,
      fired: [],
    })
  })

  test('until nothing is left but the end of the refund window', async () => {
    const shop = openShop()
    await shop.pay('o-1')
    await waits(shop, 'o-2', '2h')
    const { reached, clock } = await shop.sandbox.clock.until('idle')
    expect(reached).toBe(true)
    expect(clock.now).toBe('2026-01-05 12:00:00')
  })

  test('a condition that never comes true: the clock stays at the last thing that happened', async () => {
    const shop = openShop()
    await waits(shop, 'o-1', '5m')
    expect(await shop.sandbox.clock.until('trade o-1 is TRADE_SUCCESS')).toMatchObject({
      reached: false,
      clock: { now: '2026-01-05 10:05:00' },
    })
  })

  test('no further than is said', async () => {
    const shop = openShop()
    await waits(shop, 'o-1', '5m')
    expect(await shop.sandbox.clock.until('trade o-1 is TRADE_CLOSED', MINUTE)).toMatchObject({
      reached: false,
      fired: [],
    })
  })

  test.each(['', 'tomorrow', 'trade o-1 is PAID', 'notification.lost'])(
    '"%s" is refused, with what can be written',
    async (text) => {
      await expect(openShop().sandbox.clock.until(text)).rejects.toMatchObject({
        field: 'until',
        message: expect.stringContaining('trade OUT_TRADE_NO is TRADE_CLOSED'),
      })
    },
  )
})

test('ten thousand due jobs happen in the order of their times, then of their making', async () => {
  const time = new VirtualTime(START_AT)
  const ports = {
    gateways: GATEWAYS,
    sql: openSqlite(':memory:'),
    time,
    waker: { set: () => {} },
    turn: () => Promise.resolve(),
    sign: (key: string, digest: 'sha1' | 'sha256', bytes: Uint8Array) =>
      Promise.resolve(signInPlace(key, digest, bytes)),
    send: () => Promise.resolve({ status: 200, body: 'success' }),
    onBug: (error: unknown) => {
      throw error
    },
  }
  const core = openCore(ports, 'many')
  const jobs = 10_000
  const planned = Array.from({ length: jobs }, (_, n) => ({
    due: START_AT + ((n * 7_919) % 500) * SECOND,
    tradeNo: `t-${n}`,
  }))
  core.writer.transact(() => {
    for (const { due, tradeNo } of planned) {
      core.jobs.add(due, { kind: 'happening', happening: { op: 'buyer-closes', tradeNo } })
    }
  })
  const { fired } = await advance(core, START_AT + HOUR, 'past all of them')
  const inOrder = planned.toSorted((a, b) => a.due - b.due).map(({ tradeNo }) => tradeNo)
  expect(fired.map(({ what }) => /\((.*)\)/.exec(what)?.[1])).toEqual(inOrder)
  expect(core.jobs.list(1)).toEqual([])
  core.sql.close()
})

test('a year with two hundred unanswered orders, and every send at its own time', async () => {
  const shop = openShop({ answers: () => new Response('no') })
  const orders = 200
  for (let n = 0; n < orders; n++) await shop.pay(`o-${n}`)
  const { fired } = await shop.sandbox.clock.advance(366 * DAY)
  expect(shop.received).toHaveLength(orders * 8)
  expect(fired).toHaveLength(orders * 9)
  const times = fired.map(({ at }) => at)
  expect(times).toEqual(times.toSorted())
  expect(new Set(shop.sandbox.trades.list().map(({ status }) => status))).toEqual(
    new Set(['TRADE_FINISHED']),
  )
})

test('an idle sandbox sets no alarm, and a frozen one none either', async () => {
  const time = new VirtualTime(START_AT)
  const idle = Array.from({ length: 20 }, (_, n) => createSandbox({ time, seed: `s-${n}` }))
  expect(time.pending()).toBe(0)
  const shop = openShop({ time })
  await waits(shop, 'o-1', '5m')
  expect(time.pending()).toBe(1)
  shop.sandbox.clock.setRate(0)
  expect(time.pending()).toBe(0)
  shop.sandbox.clock.setRate(1)
  await shop.pass(5 * MINUTE)
  expect(shop.sandbox.trades.get('o-1')?.status).toBe('TRADE_CLOSED')
  expect(time.pending()).toBe(0)
  for (const sandbox of idle) sandbox.close()
})

describe('a long move of the clock', () => {
  /** Moves it, and sends a call as it would come over a socket: in the next turn of the event loop. */
  async function queryMeanwhile(shop: ReturnType<typeof openShop>, out_trade_no: string) {
    let isOver = false
    const moved = shop.sandbox.clock.advance(2 * HOUR).then((move) => {
      isOver = true
      return move
    })
    await nextTurn()
    const { trade_status } = await shop.trade('query', { out_trade_no })
    return { trade_status, wasOver: isOver, moved: await moved }
  }

  test('lets a call through in between, and everything happens at its own time all the same', async () => {
    const shop = openShop()
    for (let nth = 0; nth < 110; nth++) {
      await waits(shop, `o-${nth}`, '1h')
      await shop.pass(10)
    }
    const { trade_status, wasOver, moved } = await queryMeanwhile(shop, 'o-109')
    expect([trade_status, wasOver]).toEqual(['WAIT_BUYER_PAY', false])
    expect(moved.fired).toHaveLength(110)
    const trades = shop.sandbox.trades.list()
    const lasted = trades.map(({ closedAt = 0, createdAt }) => closedAt - createdAt)
    expect(new Set(lasted)).toEqual(new Set([HOUR]))
  })

  test('lets a call through where all is due at one moment: it comes after all that is due', async () => {
    const shop = openShop()
    for (let nth = 0; nth < 110; nth++) await waits(shop, `o-${nth}`, '1h')
    const { trade_status, wasOver, moved } = await queryMeanwhile(shop, 'o-109')
    expect([trade_status, wasOver]).toEqual(['TRADE_CLOSED', false])
    expect(moved.clock.now).toBe('2026-01-05 12:00:00')
  })

  test('until nothing is left steps over no end of a refund window', async () => {
    const sql = openSqlite(':memory:')
    let read = 0
    const counted = (text: string) => {
      const statement = sql.prepare(text)
      if (!text.includes('from jobs')) return statement
      return {
        run: (...values: never[]) => statement.run(...values),
        all: (...values: never[]) => statement.all(...values),
        get: (...values: never[]) => (read++, statement.get(...values)),
      }
    }
    const shop = openShop({ sql: { ...sql, prepare: counted } })
    for (let nth = 0; nth < 40; nth++) await shop.pay(`o-${nth}`)
    await shop.pass(MINUTE)
    await waits(shop, 'last', '1h')
    read = 0
    expect(await shop.sandbox.clock.until('idle')).toMatchObject({ reached: true })
    expect(read).toBeLessThan(20)
  })
})
