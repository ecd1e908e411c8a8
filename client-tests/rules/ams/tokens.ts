// The tokens under which a service provider acts for merchants: which were delivered to it and when, and which one a
// call carried.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Delivery, Trace } from '../../../server/journal/trace.ts'
import { jsonIn, isObject, textOf } from '../openapi-content.ts'
import { salesIn } from '../../trace/sales-reader.ts'

export interface TokenNews {
  token: string
  /** The app_id of the merchant that gave it. */
  merchant: string
  sentMs: number
  /** When the provider's reply was in. */
  repliedMs: number | undefined
  genuine: boolean
  acknowledged: boolean
  httpStatus: number | undefined
  body: string | undefined
  evidence: readonly number[]
}

/** In the order in which they were sent. */
export function tokenNewsIn(trace: Trace): TokenNews[] {
  return trace.deliveries.filter(({ sent }) => sent.text?.ofToken === true).flatMap(readNews)
}

function readNews({ sent, reply }: Delivery): TokenNews[] {
  const body = jsonIn(sent.wire.body)
  if (!isObject(body)) return []
  return [
    {
      token: textOf(body, 'accessToken'),
      merchant: textOf(body, 'authClientId'),
      sentMs: sent.elapsedMs,
      repliedMs: reply?.status === undefined ? undefined : reply.elapsedMs,
      genuine: sent.genuine,
      acknowledged: reply?.accepted ?? reply?.acknowledged ?? false,
      httpStatus: reply?.status,
      body: reply?.body,
      evidence: reply ? [sent.seq, reply.seq] : [sent.seq],
    },
  ]
}

/** A call for a merchant, and the token that it carried. */
export interface TokenCall {
  request: EntryOf<'request'>
  /** Absent where nobody says for whom the sale is. */
  merchant: string | undefined
  token: string | undefined
}

/** Every call about a payment, in order. */
export function tokenCallsIn(trace: Trace): TokenCall[] {
  const reader = salesIn(trace)
  return trace.of('request').flatMap((request): TokenCall[] => {
    if (request.op === undefined || request.op === 'TICKET') return []
    const number = reader.orderOf(request)
    const order = number === undefined ? undefined : reader.orders.get(number)
    const merchant = (order && reader.saleOf(order))?.entry.merchant
    const token = request.wire.headers['agent-token'] || undefined
    return [{ request, merchant, token }]
  })
}
