// A sale as the cashier's screen and the conformance adapter show it. Reads only.
import type { Store } from './ports.ts'
import type { Attempt, Belief, Sale } from './records.ts'
import { attemptOf } from './shop.ts'
import { yuan } from './yuan.ts'

type Prompt = 'NONE' | 'WAIT' | 'PAID' | 'CANCELLED' | 'CANCEL_PENDING' | 'FAILED'

/** 004:L181: a strong prompt after a cancel, and never "cancelled" while that is not certain. */
const PROMPT_TEXTS: Record<Prompt, string> = {
  NONE: '',
  WAIT: '等待顾客付款，请勿重复收款。',
  PAID: '收款成功。',
  CANCELLED: '交易已撤销，请勿交付商品。如顾客称已付款，请用“手动查询”核实。',
  CANCEL_PENDING: '撤销处理中，如顾客已付款，款项可能会退回。请用“手动查询”核实结果。',
  FAILED: '收款失败，未向顾客收款。可请顾客重新付款。',
}

export function saleStatus(store: Store, sale: Sale): Belief | 'REFUNDED' {
  if (sale.refundedFen > 0) return 'REFUNDED'
  return deciding(store, sale).belief
}

/** A paid attempt speaks for the sale; without one, the latest does. */
function deciding(store: Store, sale: Sale): Attempt {
  const attempts = sale.attempts.map((outTradeNo) => attemptOf(store, outTradeNo))
  const paid = attempts.find((attempt) => attempt.belief === 'PAID')
  return paid ?? attemptOf(store, sale.attempts.at(-1) ?? '')
}

export function saleView(store: Store, sale: Sale) {
  const attempt = deciding(store, sale)
  const prompt = promptOf(attempt)
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
    prompt,
    prompt_text: PROMPT_TEXTS[prompt],
    ...(attempt.step === 'SHOWING' && { qr_code: attempt.qrCode }),
    refundable: sale.refundable && attempt.belief === 'PAID',
  }
}

function promptOf(attempt: Attempt): Prompt {
  switch (attempt.belief) {
    case 'PAID':
      return 'PAID'
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
