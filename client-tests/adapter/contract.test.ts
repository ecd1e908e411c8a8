import { describe, expect, test } from 'vitest'
import { readBelief, readCapabilities, type CallAdapter } from './merchant.ts'
import * as contract from './contract.ts'
import { messageIn } from './messages.ts'
import { adapterDocument } from './openapi.ts'

const saying =
  (body: unknown): CallAdapter =>
  async () => ({ status: 200, text: JSON.stringify(body) })

describe('the published OpenAPI document', () => {
  const text = JSON.stringify(adapterDocument('1.2.3'))
  test('is OpenAPI 3.1 with every call of the adapter', () => {
    const document: { openapi: string; paths: object } = JSON.parse(text)
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toEqual([
      '/conformance/capabilities',
      '/conformance/sales',
      '/conformance/sales/{id}',
      '/conformance/sales/{id}/pay-again',
      '/conformance/sales/{id}/cancel',
      '/conformance/refunds',
      '/conformance/refunds/{id}',
      '/conformance/batches',
      '/conformance/batches/{id}',
      '/conformance/batches/{id}/resubmit',
      '/conformance/manual-query',
      '/conformance/manual-items',
      '/conformance/manual-items/{attempt}/resolve',
      '/conformance/reconcile',
      '/conformance/alerts',
      '/conformance/admin/restart',
    ])
  })
  test('names in each field what the drives hold it against', () => {
    expect(text).toContain(
      '["PENDING","PAID","UNPAID","REVERSED","REFUNDED","UNKNOWN","ESCALATED"]',
    )
    expect(text).toContain('"required":["refund_id","sale_id","amount"]')
    expect(text).toContain('confirm_and_refund')
  })
})

describe('an acquirer', () => {
  const acquirer = { model: 'switch', gateway_timeout_s: 28, merchant_timeout_s: 32 }
  test('says how its shops are connected, and both time-outs', async () => {
    expect(await readCapabilities(saying({ roles: ['acquirer'], acquirer }))).toMatchObject({
      acquirer: { model: 'switch', gatewayTimeoutMs: 28_000, merchantTimeoutMs: 32_000 },
    })
    expect((await readCapabilities(saying({}))).acquirer).toBeUndefined()
  })
  test.each([[{ roles: ['acquirer'] }], [{ acquirer }], [{ roles: ['merchant'], acquirer }]])(
    'is neither the role nor the model alone: %o',
    async (declared) => {
      await expect(readCapabilities(saying(declared))).rejects.toThrow(
        'capabilities.acquirer goes with the role acquirer: declare both',
      )
    },
  )
  test('of no known model is refused with those that there are', async () => {
    const other = { ...acquirer, model: 'hub' }
    await expect(
      readCapabilities(saying({ roles: ['acquirer'], acquirer: other })),
    ).rejects.toThrow('must be one of forwarding, restful, switch')
  })
})

describe('what a merchant says of itself', () => {
  test('is read whole, with nothing for what it leaves open', async () => {
    const declared = {
      families: ['O', 'W'],
      roles: ['merchant', 'isv'],
      ops: ['PAY', 'QUERY'],
      result_channel: 'notify+poll',
      time_scale: 0.5,
      isv: { provider_id: '2088123' },
      sellers: ['2088102000000000'],
      client_timeout_ms: 5000,
      cancel_queue_period_s: 300,
      supports: { effects: false, restart: true },
    }
    expect(await readCapabilities(saying(declared))).toEqual({
      families: ['O', 'W'],
      roles: ['merchant', 'isv'],
      ops: ['PAY', 'QUERY'],
      resultChannel: 'notify+poll',
      timeScale: 0.5,
      declaresScale: true,
      device: false,
      itemCampaign: false,
      providerId: '2088123',
      sellers: ['2088102000000000'],
      clientTimeoutMs: 5000,
      cancelQueuePeriodMs: 300_000,
      supports: { effects: false, restart: true, recon: undefined, prompts: undefined },
    })
  })
  test.each([
    [{ families: 'O' }, 'families must be a list'],
    [{ result_channel: 'push' }, 'result_channel must be one of poll, notify+poll; it is "push"'],
    [{ time_scale: 0 }, 'time_scale must be above 0'],
    [{ familys: ['O'] }, 'familys is not known here; did you mean families?'],
    [{ op: ['PAY'] }, 'op is not known here; did you mean ops?'],
    [{ supports: { efects: true } }, 'supports.efects is not known here; did you mean effects?'],
    [{ supports: { restart: 'yes' } }, 'supports.restart must be true or false; it is "yes"'],
  ])('that is %j is refused by name', async (value, words) => {
    await expect(readCapabilities(saying(value))).rejects.toThrow(words)
  })
  test('a sale whose amount is a JSON number is refused, and nulls are nothing', () => {
    const sale = (refunded: unknown) => ({
      status: 200,
      text: JSON.stringify({ status: 'PAID', refunded, qr_code: null, effects: null }),
    })
    expect(readBelief(sale('1.20'))).toEqual({
      status: 'PAID',
      refundedFen: 120,
      attempts: [],
      effects: [],
    })
    const booked = (type: string) => ({
      status: 200,
      text: JSON.stringify({ status: 'PAID', effects: [{ type, amount: '1.20' }] }),
    })
    expect(() => readBelief(booked('REFUND'))).toThrow(
      'sale.effects[0].type must be one of PAID, REFUNDED, REVERSED; it is "REFUND"',
    )
    expect(() => readBelief(sale(1.2))).toThrow('sale.refunded must be text in yuan')
  })
})

test('every message of the contract has its Chinese', () => {
  const messages = new Set<string>()
  const seen = new Set<unknown>()
  const look = (part: unknown) => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return
    seen.add(part)
    for (const [name, value] of Object.entries(part)) {
      if (name === 'message' && typeof value === 'string') messages.add(value)
      else look(value)
    }
  }
  look({ ...contract })
  expect(messages.size).toBeGreaterThan(20)
  expect([...messages].filter((en) => !/\p{Script=Han}/u.test(messageIn(en).zh))).toEqual([])
})
