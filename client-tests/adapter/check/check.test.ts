// The adapter check around a shop that is in order, and around the same shop with one thing bent.
import { describe, expect, test } from 'vitest'
import { complaintsOf, findingsOf } from './check.fixture.ts'

const SALE = 'GET /conformance/sales/{id}'

interface Entry {
  type?: unknown
  amount?: unknown
}
const entriesIn = (body: Record<string, unknown>): Entry[] =>
  Array.isArray(body['effects']) ? body['effects'] : []

test('a shop that is in order has nothing to mend', async () => {
  const found = await findingsOf()
  expect(found.filter(({ level }) => level !== 'ok')).toEqual([])
})

describe('a shop at other gateways than Alipay’s own', () => {
  test.each([
    [['wechat']],
    [['alipay', 'wechat']],
    [['ams']],
    [['alipay', 'ams']],
    [['alipay', 'wechat', 'ams']],
    [['mapi']],
    [['alipay', 'mapi']],
  ] as const)('that takes %s is in order', async (wallets) => {
    const found = await findingsOf(undefined, { capabilities: { wallets } })
    expect(found.filter(({ level }) => level !== 'ok')).toEqual([])
  })
  test('that declares them and takes none', async () => {
    const found = await findingsOf(
      ({ method, path, asked }) => {
        if (method !== 'POST' || path !== '/sales') return undefined
        return String(asked['auth_code']).startsWith('1') ? [400, { reason: 'no code' }] : undefined
      },
      { capabilities: { wallets: ['alipay', 'wechat'] } },
    )
    const complaints = found.filter(({ level }) => level !== 'ok')
    expect(complaints.map(({ endpoint }) => endpoint)).toEqual(['POST /conformance/sales'])
  })
})

describe('entries of the books', () => {
  test('with amounts as JSON numbers and without a type', async () => {
    const complaints = await complaintsOf(({ body }) => {
      for (const entry of entriesIn(body)) {
        entry.amount = Number(entry.amount)
        delete entry.type
      }
    })
    expect(complaints).toContain(`wrong ${SALE} effects[0].type: is missing`)
    expect(complaints).toContain(
      `wrong ${SALE} effects[0].amount: must be text in yuan, such as "8.88"; it is 12.34`,
    )
  })
  test('of a type that the suite does not know', async () => {
    const complaints = await complaintsOf(({ body }) => {
      for (const entry of entriesIn(body)) if (entry.type === 'PAID') entry.type = 'SALE'
    })
    expect(complaints).toContain(
      `wrong ${SALE} effects[0].type: must be one of PAID, REFUNDED, REVERSED; it is "SALE"`,
    )
  })
  test('that show no refund', async () => {
    const [complaints] = await complaintsOf(({ body }) => {
      if (body['effects']) body['effects'] = entriesIn(body).filter(({ type }) => type === 'PAID')
    })
    expect(complaints).toBe(
      `wrong ${SALE} effects: must hold PAID 12.34, REFUNDED 2.34; ` +
        'it holds 1 entry: PAID 12.34; types are PAID, REFUNDED, REVERSED',
    )
  })
})

describe('a sale of which a part was given back', () => {
  test('that is still called PAID', async () => {
    const complaints = await complaintsOf(({ path, body }) => {
      if (path === '/sales/check-barcode' && body['status'] === 'REFUNDED') body['status'] = 'PAID'
    })
    expect(complaints).toEqual([
      `wrong ${SALE} status: of check-barcode must be REFUNDED once anything was ` +
        'given back, the whole or a part; after 20 s the sale is still PAID',
    ])
  })
  test('that shows the last refund in place of the sum', async () => {
    const complaints = await complaintsOf(({ body }) => {
      if (body['refunded'] === '3.45') body['refunded'] = entriesIn(body).at(-1)?.amount
    })
    expect(complaints).toEqual([
      `wrong ${SALE} refunded: must be "3.45", the sum of 2 refund(s); it is "1.11"`,
    ])
  })
})

test('the same is said in Chinese, beside the English and with the same values', async () => {
  const found = await findingsOf(({ body }) => {
    if (body['refunded'] === '3.45') body['refunded'] = 1.11
    for (const entry of entriesIn(body)) if (entry.type === 'PAID') entry.type = 'SALE'
  })
  const [type] = found.filter(({ level }) => level === 'wrong')
  expect(type).toMatchObject({
    field: 'effects[0].type',
    what: 'must be one of PAID, REFUNDED, REVERSED; it is "SALE"',
    zh: {
      what: '必须是以下之一：PAID、REFUNDED、REVERSED；现在是 "SALE"',
      remedy: '按约定返回 effects[0].type（约定见 alipay-sim grade adapter-spec）',
    },
  })
})

describe('ringing up', () => {
  test('that waits until the payment has ended', async () => {
    const complaints = await complaintsOf(async ({ method, path, asked, ask, sleep }) => {
      while (method === 'POST' && path === '/sales' && asked['kind'] === 'barcode') {
        const { status } = await ask(`/sales/${String(asked['sale_id'])}`)
        if (status !== 'PENDING') return
        await sleep(100)
      }
    })
    expect(complaints).toEqual([
      'wrong POST /conformance/sales : must not wait for the payment; ' +
        'check-pending was cancelled at the gateway before the answer came',
    ])
  })
  test('a second time that is accepted', async () => {
    const complaints = await complaintsOf(({ method, path, status }) =>
      method === 'POST' && path === '/sales' && status === 409 ? [202, {}] : undefined,
    )
    expect(complaints).toEqual([
      expect.stringMatching(/^wrong POST \/conformance\/sales : must answer 409; it answered 202/),
    ])
  })
})

describe('a route that is not there', () => {
  test('behind an answer for everything is missing all the same', async () => {
    const complaints = await complaintsOf(({ path }) =>
      path.startsWith('/manual-items/') ? [404, { reason: `nothing at ${path}` }] : undefined,
    )
    expect(complaints).toEqual([
      expect.stringMatching(
        /^missing POST \/conformance\/manual-items\/\{attempt\}\/resolve : answers 404 as a path does that nobody serves; .*CASH-04/,
      ),
    ])
  })
  test('of tokens is missed in no service provider: the gateway tells of them', async () => {
    const complaints = await complaintsOf(({ path, body }) => {
      if (path === '/capabilities') body['roles'] = ['isv']
    })
    expect(complaints).toEqual([])
  })
})

test('sales that nobody rang up, and answers that are HTML', async () => {
  const complaints = await complaintsOf(({ path }) => {
    if (path === '/sales/never-rung-up') return [200, { status: 'UNPAID' }]
    return path === '/manual-items' ? [200, '<html>login</html>'] : undefined
  })
  expect(complaints).toEqual([
    expect.stringMatching(/^wrong GET .*\/sales\/\{id\} : must answer 404; it answered 200/),
    expect.stringMatching(/^wrong GET .*\/manual-items : must be JSON; it is <html>/),
  ])
})

test('misspelt capabilities are told with the word that was meant, all of them', async () => {
  const complaints = await complaintsOf(({ path, body }) => {
    if (path !== '/capabilities') return
    body['familys'] = ['O']
    body['supports'] = { efects: true }
  })
  expect(complaints).toEqual([
    'wrong GET /conformance/capabilities supports.efects: is not known here; did you mean effects?',
    'wrong GET /conformance/capabilities familys: is not known here; did you mean families?',
  ])
})

test('a scale that was asked for and is not declared', async () => {
  const found = await findingsOf(({ body }) => void delete body['time_scale'], { wantedScale: 0.1 })
  expect(found.find(({ level }) => level === 'wrong')).toMatchObject({
    field: 'time_scale',
    what: '--scale 0.1 was asked for, and the merchant declares no time_scale: its timers run in real time',
    remedy: expect.stringContaining('time_scale: 0.1), or leave out --scale'),
  })
})

describe('a shop without QR codes that does not say so', () => {
  test('is told to declare its ops when it refuses the sale', async () => {
    const complaints = await complaintsOf(({ path, body, asked }) => {
      if (path === '/capabilities') delete body['ops']
      return asked['kind'] === 'qr' ? [400, { reason: 'no QR here' }] : undefined
    })
    expect(complaints).toEqual([
      'missing POST /conformance/sales kind: a sale of kind qr was refused (400); without it not judged: QR-…, EXC-04, ORD-12',
    ])
  })
  test('is told so within two looks when it shows an end and no code', async () => {
    let looks = 0
    const found = await findingsOf(({ path, body }) => {
      if (path === '/capabilities') delete body['ops']
      if (path !== '/sales/check-qr') return undefined
      looks += 1
      return [200, { status: 'UNPAID' }]
    })
    expect(found.filter(({ level }) => level !== 'ok')).toEqual([
      expect.objectContaining({
        field: 'qr_code',
        what: 'of check-qr must be there; the sale is UNPAID, and the gateway saw PRECREATE over 13.57',
        remedy: expect.stringContaining('declares ops without PRECREATE'),
      }),
    ])
    expect(looks).toBe(2)
  })
})
