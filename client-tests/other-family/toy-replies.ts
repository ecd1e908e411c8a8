// What the toy gateway answers: one word for what a reply means, and what there is to tell of the order.
import type { Result } from '../../server/journal/entry.ts'
import type { Meaning, Reason } from '../../server/journal/reasons.ts'
import type {
  Protocol,
  Rejection,
  ReplyContext,
  Unsigned,
} from '../../server/protocols/protocol.ts'
import type { ServiceOutcome } from '../../server/protocols/service.ts'
import type { Outcome } from '../../server/trade/decision.ts'
import type { Trade } from '../../server/trade/trade.ts'
import { MAC_HEADER, signedWith, STATE_WORDS } from './toy-wire.ts'

/** As the wire says each meaning. */
export const RESULT_WORDS: Record<Meaning, string> = {
  ok: 'DONE',
  pending: 'WAITING',
  'not-found': 'ABSENT',
  refused: 'NO',
  'ask-query': 'LOOK_FIRST',
  rejected: 'NOT_TAKEN',
  unknown: 'UNSURE',
}

interface Reply {
  meaning: Meaning
  reason?: Reason
  code?: string
  members?: Record<string, unknown>
  result?: Partial<Result>
}

type Answer = Outcome | ServiceOutcome | Rejection

const ofTrade = ({ outTradeNo, tradeNo, totalFen, currency = 'CNY' }: Trade) => ({
  ref: outTradeNo,
  number: tradeNo,
  minor: totalFen,
  currency,
})

function replyTo(answer: Answer): Reply {
  if (!('kind' in answer)) {
    const { reason, code, subMsg } = answer
    return { meaning: 'rejected', reason, code, members: { about: subMsg } }
  }
  switch (answer.kind) {
    case 'paid':
      return done(answer.trade, { state: STATE_WORDS[answer.trade.status] })
    case 'waiting':
      return { ...done(answer.trade), meaning: 'pending' }
    case 'closed':
      return done(answer.trade)
    case 'state':
      return done(
        answer.trade,
        {
          state: STATE_WORDS[answer.shown],
          paid: answer.trade.paidAt !== undefined,
          given_back: answer.trade.refundedFen,
        },
        { tradeStatus: answer.shown },
      )
    case 'cancelled': {
      const { outTradeNo, tradeNo, action, retryFlag } = answer
      const members = { ref: outTradeNo, number: tradeNo, how: action, again: retryFlag === 'Y' }
      return { meaning: 'ok', members, result: { retryFlag, action, tradeNo } }
    }
    case 'refunded': {
      const { trade, moved } = answer
      const result = { fundChange: moved ? 'Y' : 'N', refundFen: trade.refundedFen } as const
      return done(trade, { given_back: trade.refundedFen, moved }, result)
    }
    case 'refund-state':
      return done(
        answer.trade,
        { back: answer.refund?.outRequestNo },
        { refundFen: answer.refund?.amountFen },
      )
    case 'refused':
      return refusal(answer.refusal)
    case 'failed':
      return refusal(answer.reason)
    case 'unknown':
      return { meaning: 'unknown', reason: answer.reason }
    case 'declined':
      return { meaning: 'rejected', code: answer.reason }
    case 'documented':
      return { meaning: 'refused', code: answer.name }
    default:
      return { meaning: 'rejected', code: answer.kind }
  }
}

function done(trade: Trade, more: object = {}, result: Partial<Result> = {}): Reply {
  const { tradeNo } = trade
  return { meaning: 'ok', members: { ...ofTrade(trade), ...more }, result: { tradeNo, ...result } }
}

function refusal(reason: Reason): Reply {
  if (reason === 'TradeNotFound') return { meaning: 'not-found', reason }
  const asks = reason === 'TradeAlreadyPaid' || reason === 'OrderChanged'
  return { meaning: asks ? 'ask-query' : 'refused', reason }
}

export const encode: Protocol['encode'] = (
  answer,
  { app }: ReplyContext,
  _call,
  _moment,
  others,
): Unsigned => {
  const { meaning, reason, code = reason ?? '', members, result } = replyTo(answer)
  const word = RESULT_WORDS[meaning]
  const bytes = Buffer.from(
    JSON.stringify({
      result: word,
      why: code,
      ...members,
      ...(others &&
        others.length > 0 && { others: others.map((one) => RESULT_WORDS[replyTo(one).meaning]) }),
    }),
  )
  return {
    result: {
      readable: true,
      meaning,
      ...(reason && { reason }),
      code: word,
      subCode: code,
      ...result,
    },
    signing: app && signedWith(app, bytes),
    finish: (mac) => ({
      status: 200,
      headers: {
        'content-type': 'application/json',
        ...(mac !== undefined && { [MAC_HEADER]: mac }),
      },
      body: bytes,
    }),
  }
}
