// The money oracle: what a merchant believes of a sale against the gateway's books, quantity by
// quantity and to the fen. Used by ONE-06 and by the report's table; knows nothing of how it came to be.
import type { Trace } from '../../../server/journal/trace.ts'
import { declaredIn } from '../applicability.ts'
import { truthOf, type Sale } from '../attempts.ts'
import { newsOf } from '../evidence.ts'
import { readIntents } from '../refunds.ts'
import type { LocalizedText } from '../rule.ts'
import { yuan } from '../figures.ts'
import { differs, type Difference } from './differences.ts'
import { compareEffects, showsEffects } from './effects.ts'
import { decidingAttempt, readMoney, sum, wentBack, type Money } from './money.ts'

/** `maybe` is what CAN-04 books and this only warns of; `unsaid` an admitted "I do not know". */
export interface Comparison {
  match: 'equal' | 'maybe' | 'differs' | 'unsaid'
  /** One per quantity; empty where the two agree. */
  differences: readonly Difference[]
  /** What both say, in one breath. */
  said: LocalizedText
}

type Belief = Sale['beliefs'][number]

/** Compares the last belief of a sale, and of its refunds, with the money; `undefined` without one. */
export function compareMoney(trace: Trace, sale: Sale): Comparison | undefined {
  const belief = sale.beliefs.at(-1)
  if (!belief) return undefined
  const money = readMoney(trace, sale)
  const state = stateOf(sale, belief, money)
  const amount = amountOf(sale, belief, money, state.length > 0)
  const entries = showsEffects(trace) ? compareEffects(sale, belief, amount.length === 0) : []
  const refunds = compareRefunds(trace, sale)
  const differences = [
    ...state,
    ...amount,
    ...refundedOf(sale, belief, money),
    ...entries,
    ...(refunds?.differences ?? []),
  ]
  const said = bothOf(belief, money)
  if (differences.length > 0) return { match: 'differs', differences, said }
  if (isUnsaid(belief)) return { match: 'unsaid', differences, said }
  // The till below an acquirer knows of a sale that is off only that it has no money of it.
  const isTill = declaredIn(trace)?.acquirer !== undefined
  const isQuiet = belief.status === 'UNPAID' && money.reversedFen > 0 && !isTill
  return isQuiet
    ? { match: 'maybe', differences: [cameAndWent(money)], said }
    : { match: 'equal', differences, said }
}

const isUnsaid = ({ status }: Belief) => status === 'UNKNOWN' || status === 'ESCALATED'

function bothOf(belief: Belief, { state }: Money): LocalizedText {
  const back = belief.refundedFen > 0 ? `, ${yuan(belief.refundedFen)} refunded` : ''
  const zh = belief.refundedFen > 0 ? `，已退 ${yuan(belief.refundedFen)}` : ''
  return {
    en: `believes ${belief.status}${back}; the gateway has ${state}`,
    zh: `商户认为 ${belief.status}${zh}；网关为 ${state}`,
  }
}

function cameAndWent({ reversedFen }: Money): Difference {
  const en = `believes UNPAID; ${yuan(reversedFen)} was paid and went back by a cancel`
  return differs('state', en, `商户认为 UNPAID；${yuan(reversedFen)} 已收款后撤销退回`)
}

/** Whether the state that is shown fits the money; the quantities are compared apart from it. */
function stateOf(sale: Sale, { status }: Belief, money: Money): Difference[] {
  const refundsByCall = money.refundedFen - money.reversedFen
  const isBack = money.netFen === 0 && refundsByCall === 0
  const stays = (holds: boolean) => (holds ? [] : [wrongState(sale, status, money)])
  const isOver = (holds: boolean) =>
    holds && money.open ? [stillOpen(sale, status)] : stays(holds)
  switch (status) {
    case 'UNKNOWN':
    case 'ESCALATED':
      return []
    case 'PENDING':
      if (money.open || money.netFen > 0) return stays(money.open && money.netFen === 0)
      return [nothingOpen(money)]
    case 'UNPAID':
      return isOver(money.paidFen === 0 || (money.reversedFen > 0 && isBack))
    case 'REVERSED':
      return isOver(isBack && wasClosed(sale, money))
    case 'REFUNDED':
      return isOver(money.paidFen > 0 && refundsOf(sale) > 0)
    case 'PAID':
      return isOver(money.netFen > 0 && isKept(sale))
  }
}

/** What the sale should be called, by the money. */
function expectedOf(
  sale: Sale,
  { netFen, paidFen, reversedFen, open, refundedFen }: Money,
): string {
  if (netFen > 0) return refundsOf(sale) > 0 ? 'REFUNDED' : 'PAID'
  if (open) return 'PENDING'
  if (paidFen === 0) return 'UNPAID'
  return refundedFen > reversedFen ? 'REFUNDED' : 'REVERSED'
}

function wrongState(sale: Sale, status: string, money: Money): Difference {
  const { netFen, paidFen, refundedFen, state } = money
  const holds =
    paidFen === 0
      ? [`the gateway holds nothing (${state})`, `网关分文未收（${state}）`]
      : refundedFen === 0
        ? [`the gateway holds ${yuan(netFen)}`, `网关实收 ${yuan(netFen)}`]
        : [
            `of ${yuan(paidFen)} paid ${yuan(refundedFen)} went back`,
            `已收 ${yuan(paidFen)}，已退 ${yuan(refundedFen)}`,
          ]
  const should = expectedOf(sale, money)
  const more = should === status ? '' : `, which is ${should}`
  const zh = should === status ? '' : `，应为 ${should}`
  return differs(
    'state',
    `believes ${status}; ${holds[0]}${more}`,
    `商户认为 ${status}；${holds[1]}${zh}`,
  )
}

function stillOpen(sale: Sale, status: string): Difference {
  const numbers = sale.attempts
    .filter((attempt) => {
      const truth = truthOf(attempt)
      return truth ? truth.status === 'WAIT_BUYER_PAY' : true
    })
    .map(({ outTradeNo }) => outTradeNo)
  const en = `believes ${status}; the buyer can still pay ${numbers.join(', ')}`
  return differs('open', en, `商户认为 ${status}；${numbers.join('、')} 仍可付款`)
}

function nothingOpen({ state }: Money): Difference {
  const en = `believes PENDING; nothing can be paid any more (${state})`
  return differs('open', en, `商户认为 PENDING；已无可付款的交易（${state}）`)
}

/** A payment that is believed is that of the sale, and so much. */
function amountOf(
  sale: Sale,
  belief: Belief,
  { netFen, open }: Money,
  isWrong: boolean,
): Difference[] {
  if (isWrong || open || belief.status !== 'PAID') return []
  const [first, ...more] = belief.effects.filter(({ type }) => type === 'PAID')
  const believedFen = first && more.length === 0 ? first.amountFen : sale.amountFen
  const shownFen = believedFen === netFen ? sale.amountFen : believedFen
  if (shownFen === netFen) return []
  const en = `believes PAID ${yuan(shownFen)}; the gateway holds ${yuan(netFen)}`
  return [differs('amount', en, `商户认为 PAID ${yuan(shownFen)}；网关实收 ${yuan(netFen)}`)]
}

/** `refunded` is a sum: of the payment that the sale is about, or of all of them. */
function refundedOf(sale: Sale, belief: Belief, money: Money): Difference[] {
  const { refundedFen, reversedFen } = money
  const shownFen = belief.refundedFen
  const own = decidingAttempt(sale)
  const ownFen = own ? sum(wentBack(own)) : 0
  const mayBe = isUnsaid(belief)
    ? shownFen <= refundedFen
    : belief.status === 'REFUNDED'
      ? shownFen === ownFen || shownFen === refundedFen
      : [0, reversedFen, refundedFen].includes(shownFen)
  if (mayBe) return []
  const backFen = belief.status === 'REFUNDED' ? ownFen : refundedFen
  const en = `shows ${yuan(shownFen)} refunded; ${yuan(backFen)} went back`
  return [differs('refunded', en, `商户显示已退 ${yuan(shownFen)}；实际退回 ${yuan(backFen)}`)]
}

/** What went back by refund of the payment that the sale is about. */
function refundsOf(sale: Sale): number {
  const own = decidingAttempt(sale)
  const truth = own && truthOf(own)
  return truth && truth.cancelled !== 'refund' ? truth.refundedFen : 0
}

/** REVERSED needs something to have been closed or sent back. */
function wasClosed(sale: Sale, money: Money): boolean {
  const cancelled = sale.attempts.some((attempt) =>
    newsOf(attempt).some(({ kind }) => kind === 'closed'),
  )
  return money.reversedFen > 0 || money.state.includes('TRADE_CLOSED') || cancelled
}

/** Exactly one attempt holds the sale's money, untouched by refunds. */
function isKept(sale: Sale): boolean {
  const kept = sale.attempts
    .map((attempt) => truthOf(attempt))
    .filter((truth) => truth !== undefined && truth.paidFen > truth.refundedFen)
  return kept.length === 1 && kept[0]?.refundedFen === 0
}

/** Compares the refunds a person asked for with what went back; `undefined` without any. */
export function compareRefunds(trace: Trace, sale: Sale): Comparison | undefined {
  const intents = readIntents(sale)
  const last = new Map(sale.refundBeliefs.map((belief) => [belief.refundId, belief]))
  // A person may settle an escalation by a refund of its own, which is no intent.
  if (intents.length === 0 || sale.acts.some(({ act }) => act === 'resolve')) return undefined
  const { refundedFen, reversedFen } = readMoney(trace, sale)
  const differences: Difference[] = []
  let doneFen = 0
  let openFen = 0
  for (const { refundId = '', amountFen = 0 } of intents) {
    const belief = last.get(refundId)
    if (!belief) return undefined
    if (belief.status === 'REFUNDED') {
      if (belief.amountFen !== amountFen) differences.push(otherAmount(refundId, belief, amountFen))
      doneFen += amountFen
    } else if (belief.status !== 'FAILED') openFen += amountFen
  }
  const movedFen = refundedFen - reversedFen
  const [done, moved] = [yuan(doneFen), yuan(movedFen)]
  const en = `believes ${done} refunded; ${moved} went back`
  const said = { en, zh: `商户认为已退 ${done}；实际退回 ${moved}` }
  const isOpen = openFen > 0 && movedFen >= doneFen && movedFen <= doneFen + openFen
  if (!isOpen && movedFen !== doneFen) differences.push({ part: 'refunded', said })
  if (differences.length > 0) return { match: 'differs', differences, said }
  return { match: isOpen ? 'unsaid' : 'equal', differences, said }
}

function otherAmount(
  refundId: string,
  belief: { amountFen: number },
  askedFen: number,
): Difference {
  const [shown, asked] = [yuan(belief.amountFen), yuan(askedFen)]
  const en = `shows ${shown} for refund ${refundId}; ${asked} was asked for`
  return differs('refunded', en, `退款 ${refundId} 显示 ${shown}；要求退 ${asked}`)
}
