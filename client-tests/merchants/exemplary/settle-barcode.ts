// A barcode payment from the first pay to a definite end or to the cancel (000:L4-5, L15-20).
import { describe } from './classify.ts'
import type { TradeEvidence } from './classify.ts'
import { reportPay } from './pay-report.ts'
import { askAgain, countInquiry, paidAtOf, pollOnce } from './query.ts'
import { openAttempt } from './open.ts'
import type { Attempt, Step } from './records.ts'
import { escalate, settle, settlePaid, settleUnpaid } from './settle.ts'
import { attemptOf, change } from './shop.ts'
import type { Shop } from './shop.ts'

export async function pay(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo } = attempt
  const { decisions } = shop
  if (attempt.wish !== undefined) return dropUnsent(shop, attempt)
  const sentAt = shop.clock.now()
  const sent = attempt.sent + 1
  change(shop, outTradeNo, 'PAYING', { sent, sentAt })
  const reply = await shop.gateway.pay(attempt.order, decisions.sendsNotifyUrl('barcode'))
  const now = shop.clock.now()
  const ask = { step: 'ASKING', troubleSince: attempt.troubleSince ?? now } as const
  const outcome = decisions.classifyPay(reply)
  reportPay(shop, attempt, { costMs: now - sentAt, outcome, why: describe(reply) })
  switch (outcome) {
    case 'paid':
      if (decisions.keepsPayment(now - sentAt)) return settlePaid(shop, outTradeNo, paidAtOf(reply))
      cancelNow(shop, outTradeNo, 'PAYING')
      // Who gives up on a payment does so by a timer, not in the moment of its reply.
      return shop.pauses.pause(outTradeNo, 1_000)
    case 'pending':
      change(shop, outTradeNo, 'PAYING', {
        step: 'POLLING',
        pendingSince: now,
        troubleSince: undefined,
        shown: decisions.shownAfterPending,
      })
      return
    case 'rejected':
      if (sent < decisions.rejectedRetry.tries)
        return shop.pauses.pause(outTradeNo, decisions.rejectedRetry.everyMs)
      break
    case 'invalid':
      if (sent <= decisions.repeatsOfInvalid)
        return shop.pauses.pause(outTradeNo, decisions.rejectedRetry.everyMs)
      if (tryFreshNumber(shop, attempt)) return
      break
    case 'unknown':
    case 'ask-query':
      change(shop, outTradeNo, 'PAYING', ask)
      return
    case 'failed':
      if (sent <= decisions.repeatsOfRefused)
        return shop.pauses.pause(outTradeNo, decisions.rejectedRetry.everyMs)
  }
  // A refused repetition says nothing about the first pay, which may still arrive.
  if (attempt.troubleSince !== undefined)
    change(shop, outTradeNo, 'PAYING', { ...ask, repayRefused: true })
  else if (attemptOf(shop.store, outTradeNo).step === 'PAYING')
    settleUnpaid(shop, outTradeNo, 'FAILED')
}

/** A new number for what the gateway does not like: nothing is mended by that. */
function tryFreshNumber(shop: Shop, { outTradeNo, saleId, order }: Attempt): boolean {
  const sale = shop.store.sales.get(saleId)
  const tried = sale?.attempts.length ?? 0
  if (tried > shop.decisions.freshNumbersAfterInvalid) return false
  settleUnpaid(shop, outTradeNo, 'FAILED')
  openAttempt(shop, saleId, String(order['auth_code']))
  return true
}

/** The cashier gave up between two tries: nothing is sent again, and what may be under way is cancelled. */
function dropUnsent(shop: Shop, attempt: Attempt): void {
  if (attempt.troubleSince === undefined) settleUnpaid(shop, attempt.outTradeNo, 'CANCELLED')
  else change(shop, attempt.outTradeNo, 'PAYING', { step: 'CANCELLING' })
}

/** Pay had an unknown outcome: the gateway is asked at once and for a minute; nothing is inferred. */
export async function ask(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo, troubleSince = attempt.sentAt } = attempt
  const { decisions, clock } = shop
  const untilFirstMs = troubleSince + decisions.firstQueryAfterUnknownMs - clock.now()
  await shop.pauses.pause(outTradeNo, untilFirstMs)
  const reply = await askAgain(shop, outTradeNo)
  const isLast = countInquiry(shop, outTradeNo)
  const current = attemptOf(shop.store, outTradeNo)
  if (current.step !== 'ASKING') return
  const evidence = decisions.classifyQuery(reply)
  if (settle(shop, outTradeNo, evidence, paidAtOf(reply))) return
  if (evidence === 'waiting' && decisions.waitingAfterUnknown === 'poll') {
    const pendingSince = clock.now()
    const shown = decisions.shownAfterWaiting
    const polling = { step: 'POLLING', pendingSince, troubleSince: undefined, shown } as const
    change(shop, outTradeNo, 'ASKING', polling)
    return
  }
  const nothingToKeep = evidence === 'not-exist' && current.wish === 'pay-again'
  // A query with wrong parameters is not repeated (000:L12); the cancel may still get through.
  const isOver = evidence === 'waiting' || evidence === 'invalid'
  if (nothingToKeep || current.wish === 'void' || isOver)
    return cancelNow(shop, outTradeNo, 'ASKING')
  if (isLast || isMinuteOver(shop, troubleSince, decisions.queryRetry.forMs))
    return escalate(shop, outTradeNo, 'asked-in-vain', `query: ${describe(reply)}`)
  const next = evidence === 'not-exist' ? afterNotExist(shop, current) : 'ask-again'
  switch (next) {
    case 'pay-same':
      change(shop, outTradeNo, 'ASKING', { step: 'PAYING' })
      return
    case 'pay-fresh':
      settleUnpaid(shop, outTradeNo, 'FAILED')
      openAttempt(shop, current.saleId, String(current.order['auth_code']))
      return
    case 'cancel':
      return cancelNow(shop, outTradeNo, 'ASKING')
    case 'abandon':
      return settleUnpaid(shop, outTradeNo, 'FAILED')
    case 'ask-again':
      return shop.pauses.pause(outTradeNo, decisions.queryRetry.everyMs)
  }
}

/** Where queries are counted, no time ends them. */
function isMinuteOver({ decisions, clock }: Shop, sinceMs: number, forMs: number): boolean {
  return decisions.mostInquiries === undefined && clock.now() - sinceMs >= forMs
}

function afterNotExist(shop: Shop, attempt: Attempt) {
  if (attempt.repayRefused === true) return 'cancel'
  const sinceSentMs = shop.clock.now() - attempt.sentAt
  return shop.decisions.afterNotExist({ repays: attempt.sent - 1, sinceSentMs })
}

/** The buyer types the password: one round per query; the next one starts pollEveryMs after this one. */
export async function poll(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo, pendingSince = attempt.openedAt } = attempt
  const { decisions, clock } = shop
  const firstAt = pendingSince + decisions.firstQueryAfterMs
  if (attempt.wish === undefined) await shop.pauses.pause(outTradeNo, firstAt - clock.now())
  for (;;) {
    const before = attemptOf(shop.store, outTradeNo)
    if (before.step !== 'POLLING') return
    if (before.wish === 'void') return cancelNow(shop, outTradeNo, 'POLLING')
    const startedAt = clock.now()
    const reply = await pollOnce(shop, outTradeNo)
    const isLast = countInquiry(shop, outTradeNo)
    const now = clock.now()
    const current = attemptOf(shop.store, outTradeNo)
    if (current.step !== 'POLLING' && decisions.looksAgainAfterReply) return
    const evidence = decisions.classifyQuery(reply)
    if (settle(shop, outTradeNo, evidence, paidAtOf(reply)))
      return pollOn(shop, outTradeNo, evidence)
    if (evidence === 'unknown') {
      const troubleSince = current.troubleSince ?? now
      change(shop, outTradeNo, 'POLLING', { troubleSince })
      if (isLast || isMinuteOver(shop, troubleSince, decisions.pollRetry.forMs)) {
        const stage = decisions.pollRetry.then === 'stop' ? 'cancelled-in-vain' : 'asked-in-vain'
        return escalate(shop, outTradeNo, stage, `query: ${describe(reply)}`)
      }
      await shop.pauses.pause(outTradeNo, decisions.pollRetry.everyMs)
      continue
    }
    const shown = evidence === 'waiting' ? decisions.shownAfterWaiting : current.shown
    change(shop, outTradeNo, 'POLLING', { troubleSince: undefined, shown })
    if (current.troubleSince !== undefined && decisions.pollAfterTrouble === 'begin-anew') {
      change(shop, outTradeNo, 'POLLING', { pendingSince: now })
      return
    }
    const slow = decisions.pollSlowsDown
    const isSlow = slow !== undefined && startedAt - pendingSince >= slow.afterMs
    const nextAt = startedAt + (isSlow ? slow.everyMs : decisions.pollEveryMs)
    const { mostInquiries, pollForMs } = decisions
    const isLate = mostInquiries === undefined && nextAt > pendingSince + pollForMs
    const isOver = isLast || isLate || evidence === 'invalid'
    if (current.wish !== undefined || isOver) {
      await shop.pauses.pause(outTradeNo, decisions.pauseBeforeCancelMs)
      return cancelNow(shop, outTradeNo, decisions.looksAgainAfterReply ? 'POLLING' : current.step)
    }
    await shop.pauses.pause(outTradeNo, nextAt - now)
  }
}

async function pollOn(shop: Shop, outTradeNo: string, evidence: TradeEvidence): Promise<void> {
  const { pollEveryMs, pollOnAfterPaidMs } = shop.decisions
  const untilMs = shop.clock.now() + (evidence === 'paid' ? pollOnAfterPaidMs : 0)
  while (shop.clock.now() < untilMs) {
    await shop.pauses.pause(outTradeNo, pollEveryMs)
    await shop.gateway.query(outTradeNo)
  }
}

function cancelNow(shop: Shop, outTradeNo: string, from: Step): void {
  change(shop, outTradeNo, from, { step: 'CANCELLING' })
}
