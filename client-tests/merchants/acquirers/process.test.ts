// Reference acquirers as programs of their own, in real time: HTTP below, AMS above, books in a file.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readMapping } from '../../adapter/mapping/file.ts'
import { checkOverHttp } from '../../drives/over-http/check.ts'
import { runOverHttp } from '../../drives/over-http/over-http.ts'
import { gradeEntries } from '../../grade/grade.ts'
import { ACQUIRER_SCENARIOS } from '../../scenario/acquirer/library.ts'
import type { AcquirerScenario } from '../../scenario/acquirer/scenario.ts'

const ACQUIRER = fileURLToPath(new URL('process.ts', import.meta.url))

const scenarios = (...ids: readonly string[]) =>
  ACQUIRER_SCENARIOS.filter(({ id }) => ids.includes(id))

const played = async (how: readonly string[], acquirerScenarios: readonly AcquirerScenario[]) => {
  const entries = await runOverHttp({
    merchant: { command: [process.execPath, ACQUIRER, ...how] },
    name: how.join(' '),
    timeScale: 0.1,
    scenarios: [],
    acquirerScenarios,
  })
  const { rules } = gradeEntries(entries)
  const statusOf = (id: string) => rules.find((rule) => rule.id === id)?.verdict.status
  const failed = rules.filter(({ verdict }) => verdict.status === 'fail')
  return { statusOf, failed: failed.map(({ id, verdict }) => ({ id, verdict })) }
}

const PATIENCE_MS = 170_000

test.concurrent(
  'a switch keeps its reversal over an outage and a restart',
  async () => {
    const { statusOf, failed } = await played(
      ['--model', 'switch'],
      scenarios('S88', 'S89', 'S89b'),
    )
    expect(failed).toEqual([])
    const decided = ['ACQ-01', 'ACQ-03', 'ACQ-10', 'ACQ-11'].map((id) => [id, statusOf(id)])
    expect(decided.filter(([, status]) => status !== 'pass')).toEqual([])
  },
  PATIENCE_MS,
)

test.concurrent(
  'a gateway that asks Alipay for another sum is found out',
  async () => {
    const short = scenarios('S85').map((one) => ({ ...one, sales: [{ buyer: 'at-once' }] }))
    const { statusOf } = await played(['--as', 'amount-in-the-wrong-unit'], short)
    expect(statusOf('ACQ-09')).toBe('fail')
  },
  PATIENCE_MS,
)

/** As if the acquirer had these endpoints long before anybody asked for them. */
const MAPPING = `base_url: http://127.0.0.1:{port}/conformance
ready: /conformance/queue
capabilities:
  acquirer: { model: restful, gateway_timeout_s: 40, merchant_timeout_s: 60 }
  time_scale: 0.2
till:
  pay:
    url: /payments
    body_template:
      payment_id: "{payment_id}"
      amount: { currency: "{currency}", value: "{value}" }
      auth_code: "{auth_code}"
      description: "{description}"
    state: $.state
    map: &states { APPROVED: APPROVED, DECLINED: DECLINED, CANCELLED: CANCELLED, REFUNDED: REFUNDED, "*": PENDING }
  payment: { url: "/payments/{payment_id}", state: $.state, map: *states }
  cancel: { url: "/payments/{payment_id}/cancel", method: POST, body_template: {} }
  refund:
    url: /payments/{payment_id}/refunds
    body_template: { refund_id: "{refund_id}", amount: { currency: "{currency}", value: "{value}" } }
    state: $.state
    map: { REFUNDED: REFUNDED, FAILED: FAILED, "*": PENDING }
  queue: { url: /queue, each: "$[*]", payment_id: $.payment_id }
restart: { url: /admin/restart, method: POST }
`

test.concurrent(
  'an acquirer that knows nothing of the contract is checked through a mapping file',
  async () => {
    const findings = await checkOverHttp({
      merchant: {
        command: [process.execPath, ACQUIRER, '--model', 'restful'],
        mapping: readMapping(MAPPING, 'acquirer.yaml'),
      },
      timeScale: 0.2,
    })
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([])
  },
  PATIENCE_MS,
)

test.concurrent.each([['forwarding'], ['restful'], ['switch']])(
  'the check of an acquirer finds nothing wrong with the reference: %s',
  async (model) => {
    const findings = await checkOverHttp({
      merchant: { command: [process.execPath, ACQUIRER, '--model', model] },
      timeScale: 0.2,
    })
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([])
    const asked = new Set(findings.map(({ endpoint }) => endpoint))
    expect(asked).toContain('GET /conformance/queue')
    expect(asked).toContain('POST /conformance/payments/{id}/refunds')
    expect(asked).toContain(
      model === 'switch' ? 'POST /conformance/advices' : 'POST /conformance/payments/{id}/cancel',
    )
  },
  PATIENCE_MS,
)
