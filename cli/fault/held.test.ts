// Rules that are switched off and on, and answers that a breakpoint holds, from the command line.
import { afterAll, expect, test } from 'vitest'
import { commonParams, signed } from '../../server/testing/shop.fixture.ts'
import { openServer } from '../run.fixture.ts'

const server = await openServer(afterAll)

async function sim(line: string): Promise<string> {
  const { code, out, err } = await server.sim(line)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out
}

/** The code of the answer, or that there was none. */
async function pay(outTradeNo: string): Promise<string> {
  const { authCode } = server.sandbox.buyers.issueCode()
  const order = { out_trade_no: outTradeNo, total_amount: '88.88', subject: 'tea' }
  const content = { ...order, scene: 'bar_code', auth_code: authCode }
  const body = new URLSearchParams(
    signed(server.app, commonParams(server.app, 'alipay.trade.pay', content)),
  )
  const reply = await fetch(`${server.url}/gateway.do`, { method: 'POST', body }).then(
    (answer) => answer.text(),
    () => 'no answer',
  )
  return /"code":"(\d+)"/.exec(reply)?.[1] ?? reply
}

test('a rule that is paused keeps its counters, and can be resumed', async () => {
  const [id] = (await sim('fault add F02 --op pay --amount 55.55')).split(' ')
  expect(await sim(`fault pause ${id}`)).toBe(`${id} paused\n`)
  expect(await sim('fault list')).toMatch(/unknown +0 +0 +paused; op=PAY/)
  expect(await sim(`fault resume ${id}`)).toBe(`${id} resumed\n`)
  expect(await sim('fault list')).not.toContain('paused')
  await sim(`fault remove ${id}`)
})

test.each([
  ['release', 'released', '10000'],
  ['drop', 'dropped', 'no answer'],
])('a payment is held at a breakpoint until "fault %s"', async (verb, done, seen) => {
  expect(await sim('fault held')).toBe('no answer is held\n')
  await sim('fault add breakpoint --op pay --count 1')
  const answer = pay(`held-${verb}`)
  await expect.poll(() => sim('fault held'), { timeout: 60_000 }).toContain(`held-${verb}`)
  const [, row = ''] = (await sim('fault held')).split('\n')
  const [exchange] = row.split(' ')
  expect(row).toMatch(/^x\d+ +PAY +held-/)
  expect(await sim(`fault ${verb}`)).toBe(`${exchange} ${done}\n`)
  expect(await answer).toBe(seen)
  await sim('fault clear')
})
