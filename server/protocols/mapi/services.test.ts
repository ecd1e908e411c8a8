// The services that a program calls: query, close, the questions about notifications, and what is refused at the door.
import { describe, expect, test } from 'vitest'
import { mapiText, md5, openMapiShop, type MapiShop } from '../../testing/mapi-shop.fixture.ts'
import { HOUR, MINUTE, SECOND } from '../../values/instant.ts'

const query = (shop: MapiShop, outTradeNo: string) =>
  shop.call('single_trade_query', { out_trade_no: outTradeNo })

const memberOf = (text: string, name: string) =>
  new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1]

describe('single_trade_query', () => {
  test('a paid trade: what was asked, its members, and a signature over them alone', async () => {
    const shop = openMapiShop()
    await shop.paid('o-1', { body: '大杯 & <热>' })
    const { text, said, headers } = await query(shop, 'o-1')
    expect(said).toBe('T')
    expect(headers.get('content-type')).toBe('text/xml;charset=utf-8')
    expect(text).toContain('<param name="service">single_trade_query</param>')
    expect(memberOf(text, 'body')).toBe('大杯 &amp; &lt;热&gt;')
    const [buyer] = shop.sandbox.buyers.list()
    const inside = /<trade>(.*)<\/trade>/.exec(text)?.[1] ?? ''
    const members = Object.fromEntries(
      [...inside.matchAll(/<(\w+)>(.*?)<\/\1>/g)].map(([, name = '', value = '']) => [
        name,
        value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
      ]),
    )
    expect(members).toMatchObject({
      out_trade_no: 'o-1',
      trade_no: shop.tradeNo('o-1'),
      trade_status: 'TRADE_SUCCESS',
      total_fee: '88.88',
      buyer_id: buyer?.buyerId,
      seller_id: shop.app.pid,
      gmt_payment: '2026-01-05 10:00:00',
    })
    expect(memberOf(text, 'sign')).toBe(md5(`${mapiText(members)}${shop.keys.md5Key}`))
    expect(memberOf(text, 'sign_type')).toBe('MD5')
  })

  test('an order that nobody has come to pay is no trade yet, and its refusal is not signed', async () => {
    const shop = openMapiShop()
    const { location } = await shop.submit('o-1')
    expect(await query(shop, 'o-1')).toMatchObject({ said: 'TRADE_NOT_EXIST' })
    expect((await query(shop, 'o-1')).text).not.toContain('<sign>')
    await shop.logIn(location)
    expect(memberOf((await query(shop, 'o-1')).text, 'trade_status')).toBe('WAIT_BUYER_PAY')
  })

  test('Alipay’s number counts before the merchant’s, and refunds are told', async () => {
    const shop = openMapiShop()
    await shop.paid('o-1')
    await shop.refund('001', [`${shop.tradeNo('o-1')}^8.88^ok`])
    await shop.pass(3 * SECOND)
    const both = { trade_no: shop.tradeNo('o-1'), out_trade_no: 'o-2' }
    const { text } = await shop.call('single_trade_query', both)
    expect(memberOf(text, 'refund_status')).toBe('REFUND_SUCCESS')
    expect(memberOf(text, 'refund_fee')).toBe('8.88')
    expect(memberOf(text, 'trade_status')).toBe('TRADE_SUCCESS')
  })

  test('control characters that a shop has written have no place in XML', async () => {
    const shop = openMapiShop()
    await shop.paid('o-1', { body: 'a\u0000b\u0008c\td' })
    const { text } = await query(shop, 'o-1')
    expect(memberOf(text, 'body')).toBe('abc\td')
  })

  test('neither number is refused', async () => {
    expect((await openMapiShop().call('single_trade_query', {})).said).toBe('ILLEGAL_ARGUMENT')
  })
})

describe('close_trade', () => {
  const close = (shop: MapiShop, outTradeNo: string) =>
    shop.call('close_trade', { out_order_no: outTradeNo, trade_role: 'S' })

  test('closes a trade that waits, once, and nobody is told', async () => {
    const shop = openMapiShop()
    const { location } = await shop.submit('o-1')
    expect((await close(shop, 'o-1')).said).toBe('TRADE_NOT_EXIST')
    await shop.logIn(location)
    expect((await close(shop, 'o-1')).said).toBe('T')
    expect((await close(shop, 'o-1')).said).toBe('TRADE_STATUS_NOT_AVAILD')
    await shop.pass(HOUR)
    expect(shop.received).toEqual([])
    expect(await shop.get(location)).toContain('class="closed"')
  })

  test('a paid one stays', async () => {
    const shop = openMapiShop()
    await shop.paid('o-1')
    expect((await close(shop, 'o-1')).said).toBe('TRADE_STATUS_NOT_AVAILD')
  })
})

describe('whether a notification is genuine', () => {
  const ask = async (shop: MapiShop, notify_id: string, partner = shop.app.pid) =>
    (await shop.send({ service: 'notify_verify', partner, notify_id }, 'GET')).text

  test('until the merchant has acknowledged it; while its own notification is open, too', async () => {
    const seen: string[] = []
    const shop = openMapiShop({
      answers: async ({ notify_id = '' }) => {
        seen.push(await ask(shop, notify_id))
        return new Response('success')
      },
    })
    await shop.paid('o-1')
    expect(seen).toEqual(['true'])
    expect(await ask(shop, shop.received[0]?.fields.notify_id ?? '')).toBe('false')
  })

  test('by the older address as well', async () => {
    const shop = openMapiShop({ answers: () => new Response('fail') })
    await shop.paid('o-1')
    const id = shop.received[0]?.fields.notify_id
    const address = `http://gateway.test/trade/notify_query.do?partner=${shop.app.pid}&notify_id=${id}`
    const reply = await shop.sandbox.fetch(new Request(address))
    expect(await reply.text()).toBe('true')
  })

  test('of what the browser brought: for a minute, again and again, encoded or not', async () => {
    const shop = openMapiShop()
    const back = await shop.paid('o-1')
    const id = new URL(back).searchParams.get('notify_id') ?? ''
    expect(back).toContain('%25')
    expect(id).toMatch(/%2B|%2F|%3D/)
    expect([await ask(shop, id), await ask(shop, decodeURIComponent(id))]).toEqual(['true', 'true'])
    await shop.pass(MINUTE)
    expect(await ask(shop, id)).toBe('false')
  })

  test.each([
    ['an id that nobody gave', { notify_id: 'abc' }, 'false'],
    ['another merchant', { partner: '2088000000000000', notify_id: 'abc' }, 'false'],
    ['no id', { notify_id: '' }, 'invalid'],
    ['no merchant', { partner: '', notify_id: 'abc' }, 'invalid'],
  ])('%s', async (_what, more, word) => {
    const shop = openMapiShop()
    const params = { service: 'notify_verify', partner: shop.app.pid, ...more }
    expect((await shop.send(params)).text).toBe(word)
  })

  test('a notification of openapi is asked about at the same address, of its own family', async () => {
    const shop = openMapiShop()
    expect(await ask(shop, '2026010500222100000012345678901234')).toBe('false')
    expect(shop.sandbox.trace().of('request')[0]?.family).toBe('openapi')
  })
})

describe('at the door', () => {
  const cases: [string, Record<string, string>, string][] = [
    ['no such service', { service: 'single_trade_qurey' }, 'ILLEGAL_SERVICE'],
    ['one that is not simulated', { service: 'trade_create_by_buyer' }, 'ILLEGAL_SERVICE'],
    ['nobody’s partner', { partner: '2088000000000000' }, 'ILLEGAL_PARTNER'],
    ['no charset', { _input_charset: '' }, 'ILLEGAL_CHARSET'],
    ['another charset', { _input_charset: 'big5' }, 'ILLEGAL_CHARSET'],
    ['small letters', { sign_type: 'md5' }, 'ILLEGAL_SIGN_TYPE'],
    ['RSA2', { sign_type: 'RSA2' }, 'ILLEGAL_SIGN_TYPE'],
    ['no signature', { sign: '' }, 'ILLEGAL_SIGN'],
    ['another’s signature', { sign: md5('x') }, 'ILLEGAL_SIGN'],
  ]
  test.each(cases)('%s', async (_what, change, code) => {
    const shop = openMapiShop()
    const params = shop.signed(shop.common('single_trade_query', { out_trade_no: 'o-1' }))
    const reply = await shop.send({ ...params, ...change })
    expect(reply.said).toBe(code)
    expect(reply.status).toBe(200)
  })

  test('the journal says what the code leaves out', async () => {
    const shop = openMapiShop()
    await shop.call('single_trade_qurey', { out_trade_no: 'o-1' })
    await shop.call('trade_create_by_buyer', {})
    const answers = shop.sandbox.trace().of('answer')
    expect(answers[0]?.hints?.[0]?.about).toContain('did you mean single_trade_query?')
    expect(answers[1]?.hints?.[0]?.name).toBe('not-simulated')
    expect(answers[0]?.result).toMatchObject({ meaning: 'rejected', subCode: 'ILLEGAL_SERVICE' })
  })

  test.each(['', 'service', 'service=', '%', 'service=%FF&partner=%FF', 'service=notify_verify'])(
    'a body of %j is answered',
    async (body) => {
      const shop = openMapiShop()
      const reply = await shop.sandbox.fetch(
        new Request('http://gateway.test/cooperate/gateway.do', { method: 'POST', body }),
      )
      expect(reply.status).toBe(200)
    },
  )
})
