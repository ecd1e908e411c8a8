// The next day's bill against the books, with the gateway's own files.
import { expect, test } from 'vitest'
import { live } from './live.fixture.ts'

const DAY_MS = 86_400_000
const TODAY = '2026-01-05'

test('a day whose bill agrees: refunds, a cancel that found the trade paid, and a closed order', () =>
  live(async ({ call, sale, sandbox, sell, sleep, world }) => {
    await sell('kept', '10.03')
    await sell('refunded', '50.10')
    const raced = await sell('raced', '20.17', 'never')
    await world.addFault({ fault: 'F22', match: { amountFen: 2_017 } })
    await sell('closed', '30.24', 'never')
    await sleep(2_000)
    await call('/refunds', { refund_id: 'r', sale_id: 'refunded', amount: '10.10' })
    await sleep(60_000)
    expect((await sale('raced')).status).toBe('REVERSED')
    expect((await sale('closed')).status).toBe('UNPAID')
    await sandbox.clock.advance(DAY_MS)
    const { status, body } = await call('/reconcile', { date: TODAY })
    expect(status).toBe(200)
    expect(body).toEqual({ rows: 5, discrepancies: [], cancel_refunds: [raced] })
  }))

test('what differs is found row by row', () =>
  live(async ({ call, sandbox, sell, sleep }) => {
    const missing = await sell('missing', '10.03')
    const wrong = await sell('wrong', '20.17')
    const kept = await sell('kept', '30.24')
    await sleep(2_000)
    const plant = (kind: string, options?: Record<string, unknown>) =>
      sandbox.bills.plant({ plant: kind, date: TODAY, options })
    plant('L01', { outTradeNo: missing })
    plant('L03', { outTradeNo: wrong, byFen: 100 })
    const extra = plant('L02')
    const refund = plant('L05', { outTradeNo: kept })
    await sandbox.clock.advance(DAY_MS)
    const { body } = await call('/reconcile', { date: TODAY })
    expect(body.discrepancies).toHaveLength(4)
    expect(body.discrepancies).toEqual(
      expect.arrayContaining([
        { type: 'local_only', ref: missing },
        { type: 'amount', ref: wrong },
        { type: 'remote_only', ref: extra.madeUp.outTradeNo },
        { type: 'refund_unknown', ref: refund.madeUp.batchNo },
      ]),
    )
    expect((await call('/alerts')).body).toMatchObject([{ kind: 'RECONCILIATION' }])
  }))

test('a bill that is not there yet is asked for again, and a dead link is never used twice', () =>
  live(async ({ call, ops, sandbox, sell, sleep, world }) => {
    await sell('kept', '10.03')
    await sleep(2_000)
    sandbox.bills.plant({ plant: 'L04', date: TODAY, options: { asks: 2 } })
    await sandbox.clock.advance(DAY_MS)
    await world.addFault({ fault: 'K03', match: { op: 'BILLGET', count: 1 } })
    const { body } = await call('/reconcile', { date: TODAY })
    expect(body).toMatchObject({ rows: 1, discrepancies: [] })
    const asked = ops().filter((op) => op.startsWith('BILL'))
    expect(asked).toEqual(['BILLURL', 'BILLURL', 'BILLURL', 'BILLGET', 'BILLURL', 'BILLGET'])
  }))

test('a bill of today is refused by the gateway, and the reason is passed on', () =>
  live(async ({ call, sell, sleep }) => {
    await sell('kept', '10.03')
    await sleep(2_000)
    const { status, body } = await call('/reconcile', { date: TODAY })
    expect(status).toBe(409)
    expect(body).toMatchObject({ field: 'date', reason: expect.stringContaining('isv.invalid') })
    expect((await call('/reconcile', { date: '5 January' })).status).toBe(400)
  }))
