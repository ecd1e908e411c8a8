// A sale as the cashier's screen and the conformance adapter show it. Reads only.
import type { Store } from './ports.ts'
import type { Decisions } from './decisions.ts'
import type { Attempt, Belief, Prompt, Sale } from './records.ts'
import { attemptOf } from './shop.ts'
import { yuan } from './yuan.ts'

/** 004:L181: a strong prompt after a cancel, and never "cancelled" while that is not certain. */
const PROMPT_TEXTS: Record<Prompt, string> = {
  NONE: '已全额退款，请勿交付商品。',
  WAIT: '等待顾客付款，请勿重复收款。',
  PAID: '收款成功。',
  CANCELLED: '交易已撤销，请勿交付商品。如顾客称已付款，请用“手动查询”核实。',
  CANCEL_PENDING: '撤销处理中，如顾客已付款，款项可能会退回。请用“手动查询”核实结果。',
  FAILED: '收款失败，未向顾客收款。可请顾客重新付款。',
}

export function saleStatus(store: Store, sale: Sale): Belief | 'REFUNDED' {
  if (sale.refundedFen > 0) return 'REFUNDED'
  const { belief, shown = belief } = deciding(store, sale)
  return belief === 'PENDING' ? shown : belief
}

/** A paid attempt speaks for the sale; without one, the latest does. */
function deciding(store: Store, sale: Sale): Attempt {
  const attempts = sale.attempts.map((outTradeNo) => attemptOf(store, outTradeNo))
  const paid = attempts.find((attempt) => attempt.belief === 'PAID')
  return paid ?? attemptOf(store, sale.attempts.at(-1) ?? '')
}

export function saleView(store: Store, decisions: Decisions, sale: Sale) {
  const attempt = deciding(store, sale)
  const prompt = decisions.prompt(promptOf(attempt, sale), attempt)
  return {
    sale_id: sale.saleId,
    status: saleStatus(store, sale),
    attempts: sale.attempts.map((outTradeNo) => ({
      out_trade_no: outTradeNo,
      status: attemptOf(store, outTradeNo).belief,
    })),
    refunded: yuan(sale.refundedFen),
    effects: sale.effects.map(({ type, amountFen, at }) => ({
      type,
      amount: yuan(amountFen),
      at: new Date(at).toISOString(),
    })),
    ...(prompt !== undefined && {
      prompt,
      prompt_text: decisions.promptText(PROMPT_TEXTS[prompt], prompt),
    }),
    ...(attempt.step === 'SHOWING' && { qr_code: attempt.qrCode, pay_url: attempt.payUrl }),
    refundable: sale.refundable && attempt.belief === 'PAID',
  }
}

function promptOf(attempt: Attempt, sale: Sale): Prompt {
  switch (attempt.belief) {
    case 'PAID':
      // What was given back in full is no payment any more, whatever it was.
      return sale.refundedFen >= sale.amountFen ? 'NONE' : 'PAID'
    case 'REVERSED':
      return 'CANCELLED'
    case 'UNPAID':
      return attempt.ending ?? 'CANCELLED'
    case 'ESCALATED':
      return 'CANCEL_PENDING'
    default:
      return attempt.step === 'CANCELLING' ? 'CANCEL_PENDING' : 'WAIT'
  }
}
