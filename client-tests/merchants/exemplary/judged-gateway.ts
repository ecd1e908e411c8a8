// The gateway as the shop hears it: what counts as an unknown outcome is the shop's judgement, and
// wrong parameters raise an alarm whatever call they were in (000:L12).
import { isInvalidParameter } from './classify.ts'
import type { Decisions } from './decisions.ts'
import type { Gateway, Reply } from './ports.ts'

export function judged(
  gateway: Gateway,
  { isUnknownOutcome }: Decisions,
  onInvalid: (op: string) => void,
): Gateway {
  const judge = async (op: string, answer: Promise<Reply>): Promise<Reply> => {
    const reply = await answer
    if (reply.kind === 'unknown') return reply
    const { code, subCode } = reply
    if (isUnknownOutcome(code, subCode))
      return { kind: 'unknown', why: `${code} ${subCode}`.trim() }
    if (isInvalidParameter(reply)) onInvalid(op)
    return reply
  }
  return {
    pay: (order, notify) => judge('pay', gateway.pay(order, notify)),
    precreate: (order, notify) => judge('precreate', gateway.precreate(order, notify)),
    pageUrl: (order, notify) => gateway.pageUrl(order, notify),
    query: (outTradeNo) => judge('query', gateway.query(outTradeNo)),
    cancel: (outTradeNo) => judge('cancel', gateway.cancel(outTradeNo)),
    close: (outTradeNo) => judge('close', gateway.close(outTradeNo)),
    refund: (order) => judge('refund', gateway.refund(order)),
    refundQuery: (outTradeNo, no) => judge('refund query', gateway.refundQuery(outTradeNo, no)),
    heartbeat: (beat) => judge('heartbeat', gateway.heartbeat(beat)),
    billUrl: (date, wallet) => judge('bill', gateway.billUrl(date, wallet)),
    download: (url) => gateway.download(url),
    verifyNotification: (form) => gateway.verifyNotification(form),
  }
}
