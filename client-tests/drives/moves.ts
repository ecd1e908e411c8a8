// What people and the world around a sale do while it is played.
import type { Move } from '../scenario/scenario.ts'
import { DAY, formatChinaDate } from '../../server/values/instant.ts'
import { formatYuan, hundredthsOf, type Fen } from '../../server/values/money.ts'
import { comeBackPaid, leavePage, payPage } from './browser.ts'
import { refundTogether, submitBatchAgain } from './batches.ts'
import { ringUp, showCode } from './ring-up.ts'
import { ask, type Stage } from './stage.ts'
import { moveWorld, numberAtGateway } from './world-moves.ts'

/**
 * Makes every move whose time has come, in their order: the day has ended before its bill is asked for,
 * even when both were found due at once. Those of one moment begin side by side.
 */
export async function makeMoves(stage: Stage): Promise<void> {
  const now = stage.drive.world.elapsed()
  const due = stage.pending.filter((move) => dueAt(stage, move) <= now)
  stage.pending = stage.pending.filter((move) => !due.includes(move))
  const moments = Map.groupBy(due, (move) => dueAt(stage, move))
  for (const [, moves] of [...moments].toSorted(([a], [b]) => a - b)) {
    await Promise.all(moves.map((move) => make(stage, move)))
    for (const move of moves) {
      const lastsMs = move.do === 'outage' ? move.for : 0
      stage.movedMs = Math.max(stage.movedMs, stage.drive.world.elapsed() + lastsMs)
    }
  }
}

function dueAt({ startedMs, firstMs }: Stage, { once, after }: Move): number {
  return (once === undefined ? startedMs : (firstMs[once] ?? Number.POSITIVE_INFINITY)) + after
}

/** Moves that will come; one that waits for something that was never seen will not. */
export function movesAhead({ pending, firstMs }: Stage): boolean {
  return pending.some(({ once }) => once === undefined || firstMs[once] !== undefined)
}

async function make(stage: Stage, move: Move): Promise<void> {
  switch (move.do) {
    case 'pay-again':
    case 'sell-again':
    case 'cashier-cancel':
    case 'refund':
    case 'refund-batch':
    case 'resubmit-batch':
    case 'manual-query':
    case 'resolve':
    case 'reconcile':
    case 'restart':
      return askShop(stage, move)
    case 'scan':
    case 'claim-paid':
    case 'leave-page':
    case 'pay-page':
    case 'come-back':
      return actAsBuyer(stage, move)
    case 'inject':
    case 'fault':
    case 'age':
    case 'refund-outside':
    case 'advance':
    case 'next-day':
    case 'plant':
    case 'outage':
    case 'hurry':
    case 'rename-seller':
    case 'agree-again':
      return moveWorld(stage, move)
    default:
      return move satisfies never
  }
}

type Of<W extends Move['do']> = Extract<Move, { do: W }>

type ShopMove = Of<
  | 'pay-again'
  | 'sell-again'
  | 'cashier-cancel'
  | 'refund'
  | 'refund-batch'
  | 'resubmit-batch'
  | 'manual-query'
  | 'resolve'
  | 'reconcile'
  | 'restart'
>

async function askShop(stage: Stage, move: ShopMove): Promise<void> {
  const { drive, sale, belief } = stage
  const path = `/sales/${encodeURIComponent(sale.saleId)}`
  switch (move.do) {
    case 'pay-again': {
      const isByCode = sale.script.kind === 'barcode' || move.by === 'barcode'
      const shown = isByCode ? await showCode(stage, move.buyer, move.wallet) : undefined
      const body = shown ? { auth_code: shown.authCode } : {}
      await ask(stage, 'pay-again', 'POST', `${path}/pay-again`, body, { shown })
      return
    }
    case 'sell-again':
      return ringUp(stage, 'sell-again', move.buyer, move.buyer ? {} : { again: stage.shown })
    case 'cashier-cancel':
      await ask(stage, 'cancel', 'POST', `${path}/cancel`, {})
      return
    case 'refund':
      return refund(stage, hundredthsOf(sale.amountFen, move.percent), move.of)
    case 'refund-batch':
      return refundTogether(stage, move)
    case 'resubmit-batch':
      return submitBatchAgain(stage)
    case 'manual-query': {
      const number = await numberOf(stage, move.of)
      const body = { out_trade_no: number }
      await ask(stage, 'manual-query', 'POST', '/manual-query', body, { outTradeNo: number })
      return
    }
    case 'resolve': {
      const number = belief?.attempts.at(-1)?.outTradeNo ?? ''
      const item = `/manual-items/${encodeURIComponent(number)}/resolve`
      const { decision } = move
      await ask(stage, 'resolve', 'POST', item, { decision }, { outTradeNo: number, decision })
      return
    }
    case 'reconcile': {
      const date = formatChinaDate(drive.world.now() + move.day * DAY)
      await ask(stage, 'reconcile', 'POST', '/reconcile', { date }, { date })
      return
    }
    case 'restart':
      await ask(stage, 'restart', 'POST', '/admin/restart', {})
  }
}

async function actAsBuyer(
  stage: Stage,
  move: Of<'scan' | 'claim-paid' | 'leave-page' | 'pay-page' | 'come-back'>,
): Promise<void> {
  const { world } = stage.drive
  if (move.do === 'scan') {
    // At the old gateway the code is a page.
    if (stage.sale.wallet === 'mapi') return payPage(stage)
    if (stage.qrCode) await world.scan(stage.qrCode, move.buyer)
    return
  }
  if (move.do === 'leave-page') return leavePage(stage)
  if (move.do === 'pay-page') return payPage(stage)
  if (move.do === 'come-back') return comeBackPaid(stage)
  const number = numberAtGateway(stage)
  if (number !== undefined) await world.claimPaid(number)
}

function latestNumber(stage: Stage): string {
  return stage.belief?.attempts.at(-1)?.outTradeNo ?? numberAtGateway(stage) ?? ''
}

function numberOf(stage: Stage, which: 'sale' | 'first' | 'stranger'): string | Promise<string> {
  if (which === 'stranger') return orderOfAnotherTill(stage)
  const { activity, sale } = stage
  const [first] = activity.numbersOf(sale.amountFen)
  return which === 'first' && first !== undefined ? first : latestNumber(stage)
}

/** An order of the same merchant, paid at the gateway, that this shop's books have never seen. */
async function orderOfAnotherTill(stage: Stage): Promise<string> {
  stage.otherTillsOrder ??= await sellElsewhere(stage)
  return stage.otherTillsOrder
}

/** Written down, so that nobody takes the order for the merchant's. */
async function sellElsewhere({ drive, sale }: Stage): Promise<string> {
  const startedMs = drive.world.elapsed()
  const outTradeNo = await drive.sellElsewhere(sale.amountFen)
  const done = { act: 'sell-elsewhere', startedMs, status: 200, reply: '' }
  drive.world.note({ kind: 'adapter', ...done, outTradeNo })
  return outTradeNo
}

async function refund(stage: Stage, amountFen: Fen, of: 'sale' | 'stranger'): Promise<void> {
  const { saleId } = stage.sale
  const refundId = `${saleId}-r${stage.refunds.size + 1}`
  stage.refunds.set(refundId, '')
  const sale = of === 'sale' ? saleId : `${saleId}-never-sold`
  const body = { refund_id: refundId, sale_id: sale, amount: formatYuan(amountFen) }
  await ask(stage, 'refund', 'POST', '/refunds', body, { refundId, amountFen })
}
