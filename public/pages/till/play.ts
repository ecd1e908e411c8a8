// A till takes one payment and finds out what became of it, as the checklist asks: nobody is told "paid"
// or "failed" by a guess. It goes on while another page is looked at: the buyer's phone, say.
import { signal } from '@preact/signals'
import type { TillAnswer } from '../../../server/control/till.ts'
import type { TillOp } from '../../../server/protocols/till.ts'
import { act } from '../../data/api.ts'

export type Why = 'charge' | 'ask' | 'give-up' | 'refund' | 'refund-again' | 'missigned'
export type End = 'paid' | 'unpaid' | 'refunded' | 'open'

export interface Step {
  why: Why
  op: TillOp
  /** Absent while it is on the way. */
  answer?: TillAnswer
}

export interface Play {
  sandbox: string
  outTradeNo: string
  amountFen: number
  steps: readonly Step[]
  /** Absent while it goes on. */
  end?: End
  problem?: Error
}

export interface Order {
  amountFen: number
  subject: string
  /** What the buyer does, as payment codes have it. */
  pays: string
  /** A rule for this order alone. */
  rule?: { fault: string; options?: object; match: object }
}

export const play = signal<Play | undefined>(undefined)

/** Between two questions, and how often it asks before it cancels (000:L66). */
const ASK_EVERY_MS = 3_000
const MOST_QUESTIONS = 10

const pause = () => new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))

export async function charge(sandbox: string, order: Order): Promise<void> {
  const outTradeNo = `till-${Date.now().toString(36)}`
  const { amountFen, subject, pays, rule } = order
  await during({ sandbox, outTradeNo, amountFen, steps: [] }, async (call) => {
    const { authCode } = await act<{ authCode: string }>('POST', '/buyers/codes', { pays })
    if (rule) await act('POST', '/faults', { ...rule, match: { ...rule.match, outTradeNo } })
    const first = await call('charge', 'PAY', { amountFen, subject, authCode })
    if (first.seen === 'ok') return 'paid'
    if (first.seen === 'refused' || first.seen === 'rejected') return 'unpaid'
    for (let asked = 0; asked < MOST_QUESTIONS; asked++) {
      await pause()
      const { seen, tradeStatus } = await call('ask', 'QUERY')
      if (seen === 'ok' && tradeStatus === 'TRADE_CLOSED') return 'unpaid'
      if (seen === 'ok' && tradeStatus !== 'WAIT_BUYER_PAY') return 'paid'
    }
    for (let tried = 0; tried < MOST_QUESTIONS; tried++) {
      const { seen } = await call('give-up', 'CANCEL')
      if (seen === 'ok') return 'unpaid'
      await pause()
    }
    return 'open'
  })
}

/** All of it, under one number however often it must be asked. */
export async function refund(paid: Play): Promise<void> {
  const { end: _end, ...again } = paid
  await during(again, async (call) => {
    const { amountFen } = paid
    for (let tried = 0; tried < MOST_QUESTIONS; tried++) {
      const { seen } = await call(tried === 0 ? 'refund' : 'refund-again', 'REFUND', { amountFen })
      if (seen === 'ok') return 'refunded'
      if (seen === 'refused') return 'paid'
      await pause()
    }
    return 'open'
  })
}

/** One question whose signature is made wrongly. */
export async function signWrongly(sandbox: string): Promise<void> {
  const outTradeNo = `till-${Date.now().toString(36)}`
  await during({ sandbox, outTradeNo, amountFen: 0, steps: [] }, async (call) => {
    await call('missigned', 'QUERY', { missigned: true })
    return 'open'
  })
}

type Call = (why: Why, op: TillOp, more?: object) => Promise<TillAnswer>

async function during(begun: Play, work: (call: Call) => Promise<End>): Promise<void> {
  const { outTradeNo } = begun
  let now = begun
  const show = (next: Play) => {
    // Somebody may have begun another one meanwhile.
    if (play.value === now || now === begun) play.value = next
    now = next
  }
  show({ ...begun })
  const call: Call = async (why, op, more = {}) => {
    const before = now.steps
    show({ ...now, steps: [...before, { why, op }] })
    const answer = await act<TillAnswer>('POST', '/till', { op, outTradeNo, ...more })
    show({ ...now, steps: [...before, { why, op, answer }] })
    return answer
  }
  try {
    const end = await work(call)
    show({ ...now, end })
  } catch (error) {
    const problem = error instanceof Error ? error : new Error(String(error))
    show({ ...now, end: 'open', problem })
  }
}
