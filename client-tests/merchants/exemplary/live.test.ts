// The exemplary merchant where only the gateway's own behaviour shows whether it is right.
import { expect, test } from 'vitest'
import { live } from './live.fixture.ts'

test('money that arrives after the cancel of an unknown pay goes back', () =>
  live(
    async ({ ops, sale, sell, sleep, world }) => {
      await world.setOptions({ tombstone: false, barcodeNotify: false })
      await world.addFault({ fault: 'F07', match: { op: 'PAY', count: 1 } })
      await sell('late', '10.03')
      await sleep(2_000)
      expect(ops()).toEqual(['PAY', 'QUERY', 'CANCEL'])
      expect(await sale('late')).toMatchObject({ status: 'UNPAID', prompt: 'CANCELLED' })
      await sleep(60_000)
      expect(await sale('late')).toMatchObject({ status: 'REFUNDED', refunded: '10.03' })
    },
    { bend: { afterNotExist: () => 'cancel' } },
  ))

test('a customer who was shown a QR pays by code instead: the QR dies first', () =>
  live(async ({ call, ops, sale, sleep, world }) => {
    const order = { sale_id: 'q', kind: 'qr', amount: '10.03', subject: 'tea', expiry_s: 120 }
    await call('/sales', order)
    await sleep(2_000)
    const { qr_code } = await sale('q')
    const auth_code = await world.issueCode('at-once')
    expect((await call('/sales/q/pay-again', { auth_code })).status).toBe(202)
    await sleep(5_000)
    await world.scan(qr_code, 'at-once')
    await sleep(150_000)
    expect(await sale('q')).toMatchObject({ status: 'PAID', effects: [{ amount: '10.03' }] })
    expect(ops().filter((op) => op === 'CANCEL' || op === 'PAY')).toEqual(['CANCEL', 'PAY'])
  }))

test('a cancel that cannot be delivered outlives a restart and gets through after the outage', () =>
  live(async ({ call, ops, sale, sell, sleep, world }) => {
    await world.setOptions({ barcodeNotify: false })
    await sell('s', '10.03', 'after-password=35s')
    await sleep(29_000)
    for (const op of ['QUERY', 'CANCEL', 'REFUND'])
      await world.addFault({ fault: 'F08', match: { op, durationMs: 120_000 } })
    await sleep(50_000)
    expect((await call('/admin/restart', {})).status).toBe(202)
    await sleep(70_000)
    expect(await sale('s')).toMatchObject({ prompt: 'CANCEL_PENDING' })
    await sleep(120_000)
    expect(ops()).toContain('CANCEL')
    expect((await sale('s')).status).toBe('REVERSED')
    expect((await call('/manual-items')).body).toEqual([])
  }))

test('wrong parameters are not sent again, and somebody is told', () =>
  live(async ({ call, ops, sale, sell, sleep, world }) => {
    await world.addFault({ fault: 'F18', match: { op: 'PAY' } })
    await sell('s', '10.03')
    await sleep(20_000)
    expect(ops()).toEqual(['PAY'])
    expect(await sale('s')).toMatchObject({ status: 'UNPAID', prompt: 'FAILED' })
    expect((await call('/alerts')).body).toMatchObject([{ kind: 'INVALID_PARAMETER' }])
  }))

test('a till beats every half hour and tells of each payment and of what went wrong', () =>
  live(
    async ({ sandbox, sell, sleep, world }) => {
      await world.addFault({ fault: 'F01', match: { op: 'PAY', count: 1, amountFen: 1_003 } })
      const odd = await sell('odd', '10.03')
      const plain = await sell('plain', '20.17')
      await sleep(51 * 60_000)
      const beats = sandbox.trace().exchanges.filter(({ op }) => op === 'HEARTBEAT')
      expect(beats).toHaveLength(3)
      const bodies = sandbox.journal
        .since(0)
        .flatMap((entry) =>
          entry.kind === 'request' && entry.op === 'HEARTBEAT' ? (entry.wire?.body ?? '') : [],
        )
      const beat = JSON.parse(new URLSearchParams(bodies[1]).get('biz_content') ?? '')
      expect(JSON.parse(beat.trade_info)).toEqual([
        { OTN: odd, TC: 0, STAT: 'X' },
        { OTN: plain, TC: 0, STAT: 'S' },
        { OTN: odd, TC: 0, STAT: 'S' },
      ])
      expect(beat).toMatchObject({
        equipment_id: 'POS00001',
        exce_info: `${odd} 20000 isp.unknow-error`,
      })
    },
    { capabilities: { device: true } },
  ))

test('shares of the total are refunded one after another, and no more than all of it', () =>
  live(async ({ call, sale, sell, sleep }) => {
    await sell('s', '50.10')
    await sleep(2_000)
    const refund = (refund_id: string, amount: string) =>
      call('/refunds', { refund_id, sale_id: 's', amount })
    await refund('a', '10.10')
    await refund('b', '20.00')
    expect((await refund('c', '20.01')).status).toBe(409)
    await sleep(5_000)
    expect(await sale('s')).toMatchObject({ status: 'REFUNDED', refunded: '30.10' })
  }))
