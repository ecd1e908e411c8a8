// The shop at the old gateway in front of a sandbox of this process: which batches it makes, what it does without an
// answer, and what its pages say.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { mapiDecisions } from '../decisions/mapi.ts'
import { live } from '../live.fixture.ts'
import { readXml } from './xml.ts'

const MAPI = { capabilities: { wallets: ['mapi'] } } as const
const SALE = { kind: 'web', amount: '20.00', subject: '早餐', expiry_s: 60, gateway: 'mapi' }

const items = (count: number, trades = count) =>
  Array.from({ length: count }, (_, nth) => ({
    refundId: `r${nth}`,
    tradeNo: `t${nth % trades}`,
    amountFen: 1,
  }))

test('sixty refunds are two batches, and two refunds of one trade are in two', () => {
  const sizes = (all: ReturnType<typeof items>) =>
    mapiDecisions.mapiBatches(all).map(({ length }) => length)
  expect(sizes(items(60))).toEqual([50, 10])
  expect(sizes(items(3, 2))).toEqual([2, 1])
})

test('a page of the shop posts the signed order, and after its end leads nowhere', () =>
  live(async ({ call, fetch, sale, sandbox, sleep }) => {
    await call('/sales', { ...SALE, sale_id: 'a' })
    const address = String((await sale('a'))['pay_url'])
    const html = await (await fetch(address)).text()
    expect(html).toMatch(/<form method="post" action="http:\/\/gateway\.invalid\/gateway\.do\?/)
    const fields = Object.fromEntries(
      [...html.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value]) => [
        name,
        value,
      ]),
    )
    expect(fields).toMatchObject({
      service: 'create_direct_pay_by_user',
      total_fee: '20.00',
      it_b_pay: '1m',
      extra_common_param: 'a',
    })
    const { sign, sign_type: _type, ...signed } = fields
    const text = Object.entries(signed)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map((pair) => pair.join('='))
      .join('&')
    const [app] = sandbox.apps.list()
    const keys = app?.credentials['mapi'] as { md5Key: string }
    expect(sign).toBe(createHash('md5').update(`${text}${keys.md5Key}`).digest('hex'))
    await sleep(90_000)
    expect((await sale('a'))['status']).toBe('UNPAID')
    expect(await (await fetch(address)).text()).not.toContain('<form')
    expect((await fetch(`${address}-none`)).status).toBe(404)
  }, MAPI))

test('a batch of sales that are not paid is refused, and none of it is kept', () =>
  live(async ({ call, ops }) => {
    await call('/sales', { ...SALE, sale_id: 'a' })
    const refund = { refund_id: 'r1', sale_id: 'a', amount: '1.00' }
    const asked = await call('/batches', { batch_id: 'b1', items: [refund] })
    expect(asked).toMatchObject({ status: 409, body: { field: 'items.0' } })
    expect((await call('/batches/b1')).status).toBe(404)
    expect((await call('/batches/b1/resubmit', {})).status).toBe(404)
    const none = await call('/batches', { batch_id: 'b1', items: [] })
    expect(none).toMatchObject({ status: 400, body: { field: 'items' } })
    expect(ops()).not.toContain('REFUND')
  }, MAPI))

test('what is no reply of the gateway is none', () => {
  expect(readXml('<html>busy</html>')).toBeUndefined()
  expect(readXml('<alipay><is_success>F</is_success><error>ILLEGAL_SIGN</error></alipay>')).toEqual(
    {
      isSuccess: false,
      error: 'ILLEGAL_SIGN',
      members: {},
      sign: '',
      signType: '',
    },
  )
})
