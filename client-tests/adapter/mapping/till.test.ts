// An acquirer with endpoints of its own: what the till asks is translated, and what the file has wrong is named.
import { describe, expect, test } from 'vitest'
import type { Reply } from '../extract.ts'
import type { Values } from '../template.ts'
import { mappedCall } from './call.ts'
import { readMapping } from './file.ts'

const FILE = `base_url: http://acquirer
capabilities:
  acquirer: { model: restful, gateway_timeout_s: 40, merchant_timeout_s: 60 }
till:
  pay:
    url: /txn
    body_template: { ref: "{payment_id}", sum: "{amount}", cents: "{value}", cur: "{currency}", code: "{auth_code}" }
    state: $.st
    map: { "00": APPROVED, "09": PENDING }
    payment_request_id: $.upstream
  payment: { url: "/txn/{payment_id}", state: $.st, map: { "00": APPROVED, "09": PENDING, "17": CANCELLED } }
  cancel: { url: "/txn/{payment_id}/void", method: POST }
  refund:
    url: /back
    body_template: { ref: "{payment_id}", no: "{refund_id}", cents: "{value}" }
    state: $.st
    map: { "00": REFUNDED, "*": PENDING }
  queue: { url: /waiting, each: "$.items[*]", payment_id: $.ref }
`

function acquirerSaying(replies: readonly Reply[], yaml = FILE) {
  const left = [...replies]
  const seen: Values[] = []
  const call = mappedCall(readMapping(yaml, 'acquirer.yaml'), async (_action, values) => {
    seen.push(values)
    return left.shift() ?? { status: 0, text: 'nothing more' }
  })
  const ask = async (...asked: Parameters<typeof call>) => {
    const { status, text } = await call(...asked)
    return [status, JSON.parse(text)]
  }
  return { ask, seen }
}

const ok = (text: string): Reply => ({ status: 200, text })
const AMOUNT = { currency: 'CNY', value: '1003' }
const PAYMENT = { payment_id: 'S1', amount: AMOUNT, auth_code: '28', description: 'tea' }

describe('an acquirer that is reached through a mapping file', () => {
  test('declares itself by the file', async () => {
    const { ask } = acquirerSaying([])
    expect(await ask('GET', '/capabilities')).toEqual([
      200,
      {
        families: ['A'],
        roles: ['acquirer'],
        supports: { restart: false },
        acquirer: { model: 'restful', gateway_timeout_s: 40, merchant_timeout_s: 60 },
      },
    ])
  })

  test('is asked in its own words, and answers in those of the contract', async () => {
    const { ask, seen } = acquirerSaying([
      ok('{"st":"09","upstream":"P7"}'),
      ok('{"st":"17"}'),
      ok('{}'),
      ok('{"st":"31"}'),
      ok('{"items":[{"ref":"S1"},{"ref":"S2"}]}'),
    ])
    expect(await ask('POST', '/payments', PAYMENT)).toEqual([
      200,
      { state: 'PENDING', payment_request_id: 'P7' },
    ])
    expect(await ask('GET', '/payments/S1')).toEqual([200, { state: 'CANCELLED' }])
    expect(await ask('POST', '/payments/S1/cancel', {})).toEqual([200, { state: 'CANCELLING' }])
    const refund = { refund_id: 'b1', amount: AMOUNT }
    expect(await ask('POST', '/payments/S1/refunds', refund)).toEqual([200, { state: 'PENDING' }])
    expect(await ask('GET', '/queue')).toEqual([
      200,
      [
        { payment_id: 'S1', op: 'CANCEL' },
        { payment_id: 'S2', op: 'CANCEL' },
      ],
    ])
    expect(seen[0]).toMatchObject({ amount: '10.03', value: '1003', auth_code: '28' })
    expect(seen[2]).toMatchObject({ payment_id: 'S1', value: '1003' })
    expect(seen[3]).toMatchObject({ refund_id: 'b1', value: '1003' })
  })

  test('is told apart from one that knows no such payment, and from one that refuses', async () => {
    const { ask } = acquirerSaying([
      { status: 404, text: 'who?' },
      { status: 409, text: 'no' },
    ])
    expect(await ask('GET', '/payments/S9')).toEqual([404, { reason: 'who?' }])
    expect(await ask('POST', '/payments/S9/cancel', {})).toEqual([409, { reason: 'no' }])
    expect((await ask('POST', '/advices', {}))[0]).toBe(501)
  })

  test('says a word that the file does not know, and the line is named', async () => {
    const { ask } = acquirerSaying([ok('{"st":"55"}')])
    await expect(ask('POST', '/payments', PAYMENT)).rejects.toThrow(
      'acquirer.yaml:9: till.pay.map has no "55", which the acquirer said; add it, or "*" for all others',
    )
  })

  test.each([
    ['till: { pay: { url: http://a/p } }', 'till.payment is missing: no till can sell without it'],
    [
      'till: { pay: { url: http://a/p, state: $.s }, payment: { url: http://a/p } }',
      'till.pay must have both state and map, or neither',
    ],
    [
      'till: { pay: { url: "http://a/{order}" }, payment: { url: http://a/p } }',
      'till.pay.url has {order}, which nothing fills',
    ],
    [
      'till: { pay: { url: /p }, payment: { url: http://a/p } }',
      'till.pay.url has no host: give base_url',
    ],
  ])('%s', (yaml, said) => {
    expect(() => readMapping(yaml, 'a.yaml')).toThrow(said)
  })
})
