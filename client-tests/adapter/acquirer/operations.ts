// The calls that the suite's till makes to an acquirer, in one list: the OpenAPI document and the check of an
// acquirer walk it. Which of them there are depends on how its shops are connected.
import type { Model } from '../../scenario/acquirer/scenario.ts'
import * as shop from '../contract.ts'
import type { Operation } from '../operations.ts'
import * as contract from './contract.ts'

export interface TillOperation extends Operation {
  models: readonly Model[]
}

const ALL = ['forwarding', 'restful', 'switch'] as const
const WITH_CANCEL = ['forwarding', 'restful'] as const
const UNKNOWN = { 404: contract.refused }

export const TILL_OPERATIONS = {
  capabilities: {
    id: 'capabilities',
    method: 'GET',
    path: '/capabilities',
    about:
      'That it is an acquirer (`roles: ["acquirer"]`), how shops are connected, and both time-outs.',
    replies: { 200: shop.capabilities },
    without: 'required',
    models: ALL,
  },
  pay: {
    id: 'pay',
    method: 'POST',
    path: '/payments',
    about:
      'The till asks for a payment. A gateway answers within 5 s, PENDING if need be; a switch when the ' +
      'payment has ended, or never. The same payment_id again is the same payment.',
    request: contract.paymentRequest,
    replies: { 200: contract.payment, 400: contract.refused, 409: contract.refused },
    without: 'required',
    models: ALL,
  },
  payment: {
    id: 'payment',
    method: 'GET',
    path: '/payments/{id}',
    about:
      'The till asks what became of it, again and again; of a switch only somebody in the back office asks, ' +
      'when all is over. A forwarding gateway asks Alipay.',
    replies: { 200: contract.payment, ...UNKNOWN },
    without: 'required',
    models: ALL,
  },
  cancel: {
    id: 'cancel',
    method: 'POST',
    path: '/payments/{id}/cancel',
    about:
      'The till gives the sale up. It is repeated until it is answered with 200, and may come before its ' +
      'payment.',
    request: shop.empty,
    replies: { 200: contract.payment, ...UNKNOWN, 409: contract.refused },
    without: 'required',
    models: WITH_CANCEL,
  },
  advice: {
    id: 'advice',
    method: 'POST',
    path: '/advices',
    about:
      'The till of a switch gives the sale up. It must be answered within a second, whatever Alipay does; it ' +
      'is repeated under its number until it is.',
    request: contract.adviceRequest,
    replies: { 200: contract.advised, 202: contract.advised, 409: contract.refused },
    without: 'required',
    models: ['switch'],
  },
  refund: {
    id: 'refund',
    method: 'POST',
    path: '/payments/{id}/refunds',
    about:
      'The customer gets it back. It is repeated under its number until it is done or refused.',
    request: contract.refundRequest,
    replies: { 200: contract.refund, ...UNKNOWN, 409: contract.refused },
    without: { en: 'refunds (CUT4, CUT7)', zh: '退款（CUT4、CUT7）' },
    models: ALL,
  },
  queue: {
    id: 'queue',
    method: 'GET',
    path: '/queue',
    about: 'What waits to be sent to Alipay: one entry for each.',
    replies: { 200: contract.queue },
    without: {
      en: 'nothing; but the suite then waits three minutes after an outage before it judges',
      zh: '无；但断网后套件须等待三分钟才判定',
    },
    models: ALL,
  },
  restart: {
    id: 'restart',
    method: 'POST',
    path: '/admin/restart',
    about: 'As kill -9 and a start: what was acknowledged must still be known.',
    request: shop.empty,
    replies: { 202: shop.nothing },
    without: { en: 'ACQ-03 across a restart', zh: 'ACQ-03（重启）' },
    models: ALL,
  },
} as const satisfies Record<string, TillOperation>
