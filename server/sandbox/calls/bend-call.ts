// Puts a call before the fault rules at each of its three stages: as it came, as it was decided, and
// as its reply is about to leave.
import {
  PASS,
  type AnswerEffect,
  type CallEffect,
  type OutcomeEffect,
  type Pass,
} from '../../faults/effects.ts'
import type { Bent, BoundFault } from '../../faults/fault.ts'
import type { Books, Found, Messages } from '../../faults/messages.ts'
import type { AnyCall, Decoded, Unsigned } from '../../protocols/protocol.ts'
import type { HttpReply } from '../../protocols/wire.ts'
import { introduce, NOBODY } from '../../trade/buyer.ts'
import type { Outcome } from '../../trade/decision.ts'
import type { Trade } from '../../trade/trade.ts'
import { bendNow } from '../core/bend.ts'
import type { SandboxCore } from '../core/core.ts'
import { signedAtOnce } from '../core/signing.ts'
import { firstTradeOf, subjectOfCall } from './match-subject.ts'

export type DecodedCall = Extract<Decoded, { call: AnyCall }>

/** A call, and where it came from. */
export interface CallSite {
  decoded: DecodedCall
  protocol: string
  exchange: string
  /** The client's HTTP library sent it again by itself. */
  isRepetition: boolean
  /** Faults that the request asked for itself; they act before the rules. */
  own: readonly BoundFault[]
}

export function bendCall(core: SandboxCore, site: CallSite): CallEffect {
  return bendAt(core, site, 'call', (op, outTradeNo) => {
    const { amountFen, ids } = site.decoded.summary
    const { outRequestNo } = ids
    const known = { now: core.clock.now(), books: booksFor(core, site.decoded) }
    const { call } = site.decoded
    const batchSize = 'items' in call ? call.items.length : undefined
    return { stage: 'call', op, outTradeNo, outRequestNo, amountFen, batchSize, ...known }
  })
}

export function bendOutcome(core: SandboxCore, site: CallSite, outcome: Outcome): OutcomeEffect {
  return bendAt(core, site, 'outcome', (op) => {
    const now = core.clock.now()
    return { stage: 'outcome', op, outcome, now, books: booksFor(core, site.decoded) }
  })
}

export function bendAnswer(
  core: SandboxCore,
  site: CallSite,
  { signing, finish }: Unsigned,
  { reply, signature }: { reply: HttpReply; signature: string | undefined },
): AnswerEffect {
  return bendAt(core, site, 'answer', (op) => ({
    stage: 'answer',
    op,
    reply,
    signature: signing && signature,
    resigned: finish,
    strangerSignature: () => (signing ? signedAtOnce(signing.stranger, signing.bytes) : ''),
  }))
}

function bendAt<G extends 'call' | 'outcome' | 'answer'>(
  core: SandboxCore,
  { decoded, protocol, exchange, own, isRepetition }: CallSite,
  stage: G,
  message: (op: NonNullable<DecodedCall['summary']['op']>, outTradeNo?: string) => Messages[G],
): Bent[G] | Pass {
  const { summary, call } = decoded
  if (!summary.op || core.rules.all().length + own.length === 0) return PASS
  const seen = subjectOfCall(core, summary, call.pid, protocol)
  const { outTradeNo } = seen
  const shown = message(summary.op, outTradeNo)
  const subject = { exchange, outTradeNo }
  const { appId = '', op, fingerprint } = summary
  const same = fingerprint && `${appId} ${op} ${fingerprint}`
  const matchSubject = { stage, ...seen, call: same, isRepetition }
  for (const bound of own) {
    if (bound.stage !== stage) continue
    const effect = bendNow(core, shown, matchSubject, subject, { rule: undefined, bound })
    if (effect.do !== 'pass') return effect
  }
  return bendNow(core, shown, matchSubject, subject)
}

function booksFor(core: SandboxCore, { call, summary }: DecodedCall): Books {
  const { pid } = call
  const { outTradeNo = '' } = summary.ids
  const tradeNo = firstTradeOf(summary)
  const own = () => {
    const trade = tradeNo ? core.trades.trade(tradeNo) : core.trades.tradeByOut(pid, outTradeNo)
    return trade?.pid === pid ? trade : undefined
  }
  return {
    own: () => withBuyer(core, own()),
    other: ({ outTradeNo: named, status }) => {
      if (named !== undefined) return withBuyer(core, core.trades.tradeByOut(pid, named))
      const mine = { tradeNo: own()?.tradeNo ?? '', outTradeNo }
      return withBuyer(core, core.trades.latestBeside(pid, mine, status))
    },
  }
}

function withBuyer(core: SandboxCore, trade: Trade | undefined): Found | undefined {
  const buyer = trade?.buyerId === '' ? NOBODY : trade && core.trades.buyer(trade.buyerId)
  return trade && buyer ? { trade, buyer: introduce(buyer, core.options()) } : undefined
}
