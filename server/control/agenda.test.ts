import { expect, test } from 'vitest'
import { openControl } from '../testing/control.fixture.ts'

test('what will happen is listed with its reason, the next first, of all trades or of one', async () => {
  const { shop, call } = openControl()
  const waiting = (pays: string) => ({
    auth_code: shop.sandbox.buyers.issueCode({ pays }).authCode,
  })
  await shop.pay('slow', waiting('after-password=1h'))
  await shop.pay('quick', waiting('after-password=8s'))
  const agenda = async (query = '') =>
    (await call(`GET /clock/agenda${query}`)).body as {
      outTradeNo: string
      what: string
      due: number
    }[]
  const [next] = await agenda()
  expect(next).toMatchObject({
    outTradeNo: 'quick',
    what: expect.stringContaining('the buyer types the password'),
    why: expect.any(String),
    due: shop.sandbox.clock.view().nowMs + 8_000,
  })
  const ofSlow = await agenda('?trade=slow')
  expect(ofSlow.length).toBeGreaterThan(1)
  expect(new Set(ofSlow.map(({ outTradeNo }) => outTradeNo))).toEqual(new Set(['slow']))
  const dues = (await agenda()).map(({ due }) => due)
  expect(dues).toEqual(dues.toSorted((a, b) => a - b))
})

test('what the books have overtaken is not listed', async () => {
  const { shop, call } = openControl()
  const { authCode } = shop.sandbox.buyers.issueCode({ pays: 'never' })
  await shop.pay('o-1', { auth_code: authCode })
  shop.sandbox.buyers.pay('o-1')
  const { body } = await call('GET /clock/agenda?trade=o-1')
  expect(JSON.stringify(body)).not.toContain('times out')
})
