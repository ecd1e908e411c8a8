// What a job is, and why it is there, in the words in which the clock's commands tell it.
import type { TradeStatus } from '../../journal/entry.ts'
import type { DueJob } from '../../storage/jobs.ts'
import type { TimedEvent } from '../../trade/decision.ts'
import { formatChinaTime, type Instant } from '../../values/instant.ts'
import { formatYuan } from '../../values/money.ts'
import type { SandboxCore } from './core.ts'

/** Something that happened, or will. */
export interface JobDescription {
  /** China time. */
  at: string
  what: string
  why: string
  outTradeNo?: string
}

export function describeJob(core: SandboxCore, job: DueJob, at: Instant): JobDescription {
  const outTradeNo = orderOf(core, job)
  return {
    at: formatChinaTime(at),
    what: whatOf(job),
    why: whyOf(core, job),
    ...(outTradeNo !== undefined && { outTradeNo }),
  }
}

/** The order a job is about. */
export function orderOf(core: SandboxCore, job: DueJob): string | undefined {
  switch (job.kind) {
    case 'notify':
      return core.notifications.get(job.notifyId)?.trade.outTradeNo
    case 'late-call':
      return job.call.outTradeNo
    case 'release':
      return job.outTradeNo
    case 'deposit':
      return undefined
    case 'happening': {
      const { happening } = job
      return 'tradeNo' in happening ? core.trades.trade(happening.tradeNo)?.outTradeNo : undefined
    }
  }
}

/** Whether the books have overtaken it: the time limit of an order that has been paid, say. */
export function isObsolete(core: SandboxCore, job: DueJob): boolean {
  if (job.kind === 'release') return !core.held.has(job.exchange)
  if (job.kind !== 'happening' || !('tradeNo' in job.happening)) return false
  const { op, tradeNo } = job.happening
  return isOvertaken(op, core.trades.trade(tradeNo)?.status)
}

/** The same, by what it is and what has become of its trade. */
export function isOvertaken(op: TimedEvent['op'], status: TradeStatus | undefined): boolean {
  if (op === 'finish') return status !== 'TRADE_SUCCESS'
  // A buyer who types the password too late is refused, and that is worth telling.
  if (op === 'buyer-pays') return status === 'TRADE_SUCCESS' || status === 'TRADE_FINISHED'
  const needsWaiting = op === 'expire' || op === 'buyer-closes'
  return needsWaiting && status !== undefined && status !== 'WAIT_BUYER_PAY'
}

const HAPPENINGS: Record<TimedEvent['op'], { what: string; why: string }> = {
  scan: { what: 'somebody scans', why: 'planned' },
  confirm: { what: 'somebody confirms in the cashier', why: 'planned' },
  'buyer-pays': { what: 'the buyer types the password', why: 'the buyer takes so long to type it' },
  'buyer-closes': { what: 'the buyer closes the cashier', why: 'the buyer does not want to pay' },
  expire: { what: 'the order times out', why: 'nobody has paid it in its time' },
  freeze: { what: 'the buyer complains', why: 'planned' },
  thaw: { what: 'the complaint is settled', why: 'planned' },
  'refund-item': {
    what: 'an item of a batch is refunded',
    why: 'the merchant has asked for a batch of refunds, which takes a while',
  },
  'charge-fee': {
    what: 'the fee of the month is taken',
    why: 'the merchant pays fees once a month',
  },
  finish: { what: 'the refund window ends', why: 'a paid trade can be refunded so long' },
}

function whatOf(job: DueJob): string {
  switch (job.kind) {
    case 'happening': {
      const { happening } = job
      const about = 'tradeNo' in happening ? happening.tradeNo : happening.qrCode
      return `${HAPPENINGS[happening.op].what} (${about})`
    }
    case 'notify':
      return `notification ${job.notifyId}, send ${job.attempt}`
    case 'late-call':
      return job.isRepeat
        ? `the ${job.call.op} of ${job.exchange} arrives once more`
        : `the parked ${job.call.op} of ${job.exchange} is executed`
    case 'release':
      return `the held answer of ${job.exchange} is released`
    case 'deposit':
      return `what was withdrawn from ${job.account} comes back`
  }
}

function whyOf(core: SandboxCore, job: DueJob): string {
  switch (job.kind) {
    case 'happening':
      return HAPPENINGS[job.happening.op].why
    case 'late-call':
      return job.isRepeat ? 'a fault had it delivered twice' : 'a fault had put it aside'
    case 'release':
      return 'a breakpoint holds it, at most so long'
    case 'deposit':
      return `a fault had withdrawn ${formatYuan(job.amountFen)} yuan`
    case 'notify':
      return whySent(core, job)
  }
}

function whySent(core: SandboxCore, job: Extract<DueJob, { kind: 'notify' }>): string {
  if (job.letter) return `a fault sends something else: ${job.letter.bend.note}`
  if (job.behind !== undefined) return 'a fault held it back behind the next one'
  if (job.copy) return 'a copy, asked for by hand or by a fault'
  const { lastWhy, trade, once, token, batch, failure } = core.notifications.get(job.notifyId) ?? {}
  if (once) return 'made up: it did not happen'
  if (job.attempt > 1) return `send ${job.attempt - 1}: ${lastWhy ?? 'not acknowledged'}`
  if (failure) return 'tells the merchant why a call was refused'
  if (batch) return `tells what became of the batch ${batch.batchNo}`
  if (token) return 'tells a service provider of the token that a merchant gave it'
  return `tells the merchant ${trade?.status ?? 'of its trade'}`
}
