// The calls of the adapter, in one list: who sends what, what may come back, and what a merchant
// loses by leaving one out. The OpenAPI document and the adapter check walk this list.
import type * as v from 'valibot'
import type { LocalizedText } from '../rules/rule.ts'
import * as contract from './contract.ts'

export interface Operation {
  id: string
  method: 'GET' | 'POST'
  /** Below `/conformance`. */
  path: string
  about: string
  request?: v.GenericSchema
  replies: Readonly<Record<number, v.GenericSchema>>
  /** `required`, or what cannot be judged without it. */
  without: 'required' | LocalizedText
}

const NOT_FOUND = { 404: contract.refused }
const REFUSED = { 409: contract.refused }

export const OPERATIONS = {
  capabilities: {
    id: 'capabilities',
    method: 'GET',
    path: '/capabilities',
    about: 'What the merchant speaks and supports. Rules outside of it do not apply.',
    replies: { 200: contract.capabilities },
    without: 'required',
  },
  startSale: {
    id: 'startSale',
    method: 'POST',
    path: '/sales',
    about: 'The cashier rings up a sale. Answers at once: the suite looks at the sale afterwards.',
    request: contract.saleRequest,
    replies: { 202: contract.started, 400: contract.refused, ...REFUSED },
    without: 'required',
  },
  readSale: {
    id: 'readSale',
    method: 'GET',
    path: '/sales/{id}',
    about: 'What the shop believes of the sale, and the entries in its own books.',
    replies: { 200: contract.sale, ...NOT_FOUND },
    without: {
      en: 'every rule about what the shop believes (ONE-01, ONE-06, NTF-…)',
      zh: '全部依据商户自身状态的规则（ONE-01、ONE-06、NTF-…）',
    },
  },
  payAgain: {
    id: 'payAgain',
    method: 'POST',
    path: '/sales/{id}/pay-again',
    about: 'The cashier asks the customer to pay again.',
    request: contract.payAgainRequest,
    replies: { 202: contract.started, ...REFUSED, ...NOT_FOUND },
    without: {
      en: 'POLL-06, ONE-03 and ONE-04: a second charge for one sale',
      zh: 'POLL-06、ONE-03、ONE-04（同一笔订单重复扣款）',
    },
  },
  cancelSale: {
    id: 'cancelSale',
    method: 'POST',
    path: '/sales/{id}/cancel',
    about: 'The cashier voids the sale.',
    request: contract.empty,
    replies: { 202: contract.nothing, ...NOT_FOUND },
    without: {
      en: "the cashier's void (scenarios with a void, CAN-05)",
      zh: '收银员取消订单（含取消的场景、CAN-05）',
    },
  },
  refund: {
    id: 'refund',
    method: 'POST',
    path: '/refunds',
    about: 'Somebody in the shop gives money back; one intent has one refund_id.',
    request: contract.refundRequest,
    replies: { 202: contract.nothing, 400: contract.refused, ...REFUSED, ...NOT_FOUND },
    without: {
      en: 'every refund rule (REF-…, EXC-05, EXC-06)',
      zh: '全部退款规则（REF-…、EXC-05、EXC-06）',
    },
  },
  readRefund: {
    id: 'readRefund',
    method: 'GET',
    path: '/refunds/{id}',
    about: 'What the shop believes of one refund intent.',
    replies: { 200: contract.refund, ...NOT_FOUND },
    without: {
      en: 'EXC-06: whether an unclear refund is called done or failed',
      zh: 'EXC-06（结果未知的退款是否被当成已完成或已失败）',
    },
  },
  refundBatch: {
    id: 'refundBatch',
    method: 'POST',
    path: '/batches',
    about: 'Old gateway (family M): somebody gives money back for several sales at once.',
    request: contract.batchRequest,
    replies: { 202: contract.nothing, 400: contract.refused, ...REFUSED, ...NOT_FOUND },
    without: {
      en: 'the rules about batches of refunds (MAPI-06 to MAPI-13)',
      zh: '批量退款规则（MAPI-06 至 MAPI-13）',
    },
  },
  readBatch: {
    id: 'readBatch',
    method: 'GET',
    path: '/batches/{id}',
    about:
      'Old gateway: what the shop believes of each refund of a batch, and under which batch_no it went.',
    replies: { 200: contract.batch, ...NOT_FOUND },
    without: {
      en: 'MAPI-08 and MAPI-09: what a batch that failed in part or whole is taken for',
      zh: 'MAPI-08、MAPI-09（部分或整批失败的退款如何记账）',
    },
  },
  resubmitBatch: {
    id: 'resubmitBatch',
    method: 'POST',
    path: '/batches/{id}/resubmit',
    about: 'Old gateway: a person submits a batch again of which nothing was heard.',
    request: contract.empty,
    replies: { 202: contract.nothing, ...REFUSED, ...NOT_FOUND },
    without: {
      en: 'MAPI-13: what people do after a day of silence',
      zh: 'MAPI-13（超过 24 小时未收到通知时的人工重提）',
    },
  },
  manualQuery: {
    id: 'manualQuery',
    method: 'POST',
    path: '/manual-query',
    about: 'Somebody in the shop asks the gateway, not the books, what became of an order number.',
    request: contract.manualQueryRequest,
    replies: { 200: contract.manualQuery },
    without: {
      en: 'CASH-01, and the way back from an unclear sale (ONE-05, ONE-06)',
      zh: 'CASH-01，以及结果未知的订单如何查清（ONE-05、ONE-06）',
    },
  },
  manualItems: {
    id: 'manualItems',
    method: 'GET',
    path: '/manual-items',
    about: 'What was handed over to people, with the order number, the operation and the reason.',
    replies: { 200: contract.manualItems },
    without: {
      en: 'EXC-03: whether what could not be cleared up reaches people',
      zh: 'EXC-03（无法查清的订单是否转人工）',
    },
  },
  resolve: {
    id: 'resolve',
    method: 'POST',
    path: '/manual-items/{attempt}/resolve',
    about: 'Somebody in the shop decides about what was handed over.',
    request: contract.resolveRequest,
    replies: { 202: contract.nothing, ...REFUSED, ...NOT_FOUND },
    without: {
      en: 'CASH-04: whether a decision clears the money up',
      zh: 'CASH-04（人工决定之后款项是否处理清楚）',
    },
  },
  reconcile: {
    id: 'reconcile',
    method: 'POST',
    path: '/reconcile',
    about: "Downloads the gateway's bill of a day and compares it with the books.",
    request: contract.reconcileRequest,
    // 409: the gateway has no bill of that day (yet).
    replies: { 200: contract.reconciliation, 409: contract.refused },
    without: { en: 'REC-…: reconciliation', zh: 'REC-…（对账）' },
  },
  alerts: {
    id: 'alerts',
    method: 'GET',
    path: '/alerts',
    about: 'Alarms that were raised, by kind: INVALID_PARAMETER, SUCCESS_RATE, …',
    replies: { 200: contract.alerts },
    without: {
      en: 'the alarm half of ATT-01 and ATT-03, which the questionnaire asks for instead',
      zh: 'ATT-01 和 ATT-03 中的告警部分（改由问卷回答）',
    },
  },
  restart: {
    id: 'restart',
    method: 'POST',
    path: '/admin/restart',
    about: 'Ends the program as kill -9 does and starts it again; its state must survive.',
    request: contract.empty,
    replies: { 202: contract.nothing },
    without: {
      en: 'CAN-06 and the restart scenarios: whether pending work survives',
      zh: 'CAN-06 和重启场景（未完成的工作重启后是否继续）',
    },
  },
} as const satisfies Record<string, Operation>
