// Money at the command line: to and from a bank, a complaint that blocks a refund, a refund outside the API.
import { expect, onTestFinished, test } from 'vitest'
import { commonParams, signed } from '../server/testing/shop.fixture.ts'
import { openServer } from './run.fixture.ts'

async function openShop() {
  const { url, app, sim } = await openServer(onTestFinished)
  const gateway = async (name: string, biz: Record<string, string>) => {
    const params = commonParams(app, `alipay.trade.${name}`, biz)
    const body = new URLSearchParams(signed(app, params))
    const response = await fetch(`${url}/gateway.do`, { method: 'POST', body })
    return response.text()
  }
  return { app, gateway, sim }
}

test('a seller goes without money and gets it back', async () => {
  const { app, sim } = await openShop()
  expect((await sim(`balance withdraw ${app.pid} 999999.99`)).out).toMatch(
    new RegExp(`seller:${app.pid} +0\\.01\n$`),
  )
  expect((await sim(`balance deposit ${app.pid} 2`)).out).toMatch(/ 2\.01\n$/)
  const { out } = await sim('balance list')
  expect(out).toMatch(new RegExp(`^seller:${app.pid} +2\\.01$`, 'm'))
  expect(out).toMatch(/^treasury +-/m)
})

test.each([
  ['withdraw 2088 0', 2, 'yuan: "0" is no amount'],
  ['deposit 2088 1,5', 2, 'yuan: "1,5" is no amount'],
  ['withdraw 2088 1', 1, 'owner: nobody here has the number 2088'],
])('balance %s is refused in one line', async (line, code, words) => {
  const { sim } = await openShop()
  const ran = await sim(`balance ${line}`)
  expect(ran).toMatchObject({ code, err: expect.stringContaining(words) })
})

test('a buyer complains, the refund waits, and the complaint is settled', async () => {
  const { gateway, sim } = await openShop()
  const authCode = (await sim('buyer code --json')).out
  await gateway('pay', {
    out_trade_no: 'c-1',
    total_amount: '5.00',
    subject: 'tea',
    scene: 'bar_code',
    auth_code: (JSON.parse(authCode) as { authCode: string }).authCode,
  })
  expect((await sim('buyer complain c-1')).out).toMatch(/frozen +by a complaint/)
  const refund = { out_trade_no: 'c-1', refund_amount: '5.00', out_request_no: 'back' }
  expect(await gateway('refund', refund)).toContain('"code":"40004"')
  expect((await sim('buyer settle-complaint c-1')).out).not.toContain('frozen')
  expect(await gateway('refund', refund)).toContain('"fund_change":"Y"')
})

test('the wallet shows the order number, and the back office gives money back', async () => {
  const { gateway, sim } = await openShop()
  const { authCode } = JSON.parse((await sim('buyer code --digits 32 --json')).out) as {
    authCode: string
  }
  expect(authCode).toMatch(/^28\d{30}$/)
  const order = { out_trade_no: 'long-1', total_amount: '88.88', subject: 'tea', scene: 'bar_code' }
  expect(await gateway('pay', { ...order, auth_code: authCode })).toContain('"code":"10000"')
  expect((await sim('trade refund long-1 8.80 --reason mistake')).out).toMatch(/refund +8\.80 yuan/)
  const { out } = await sim('buyer bill --last 1')
  expect(out).toMatch(/refund +8\.80 +long-1 /)
  expect(out).toMatch(/paid +-88\.88 +long-1 /)
  expect((await sim('trade refund long-1')).out).toMatch(/status +TRADE_CLOSED/)
  expect(await sim('trade refund long-1 1,5')).toMatchObject({ code: 2 })
  expect((await sim('trade refund long-1 1')).err).toContain('the back office refuses')
})
