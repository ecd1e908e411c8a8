// QR-02: a QR code that the merchant has given up can be scanned no more; or the money that comes all
// the same is kept as the payment, or goes back in full, soon.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'
import { readBands } from '../band.ts'
import { turnsTo } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'
import { givenUp, isShown, type GivenUp } from './given-up.ts'

export const lateScanTakesNoMoneyForNothing = rule({
  id: 'QR-02',
  source: '000:L32-34; 004:L68-74; 120 s: [ext]',
  severity: 'critical',
  families: ['O'],
  title: ['A late scan takes no money for nothing', '放弃后的误支付'],
  trigger: ['Somebody scanned a QR code after the merchant gave it up', '商户放弃后有人扫码'],
  remedy: [
    'Close, cancel or let expire what you give up; book or refund money that comes all the same.',
    '放弃时关闭、撤销或设置超时；仍到账的款项应入账或立即退款。',
  ],
  seenBy: 'both',
  needs: 'PRECREATE',
  check(trace, parameters) {
    const limitMs = readBands(trace, parameters).upTo(parameters.lateMoneyMs)
    return perAttempt(trace, (attempt) => {
      const end = isShown(attempt) ? givenUp(attempt) : undefined
      const scan = end && lateScan(trace, attempt, end)
      return end && scan ? [judge(trace, attempt, end, scan, limitMs)] : []
    })
  },
})

/** The first scan of all, when it came after the end. */
function lateScan(trace: Trace, { outTradeNo }: Attempt, end: GivenUp) {
  const scan = trace
    .of('buyer')
    .find((buyer) => buyer.outTradeNo === outTradeNo && SCANS.has(buyer.act))
  return scan && scan.elapsedMs > end.atMs ? scan : undefined
}

const SCANS: ReadonlySet<string> = new Set(['scanned', 'paid', 'refused'])

function judge(
  trace: Trace,
  attempt: Attempt,
  end: GivenUp,
  scan: { elapsedMs: number; seq: number },
  limitMs: number,
): Finding {
  const lateMs = scan.elapsedMs - end.atMs
  const came = attempt.books.find(({ truth }) => truth.paidFen > 0)
  if (!came) {
    const en = `A scan ${seconds(lateMs)} after the merchant gave up took no money.`
    const zh = `商户放弃 ${seconds(lateMs)} 后的扫码未产生付款。`
    return finding('pass', [end.evidence, scan.seq], en, zh)
  }
  const settled = settlement(attempt, came.atMs)
  const evidence = [end.evidence, scan.seq, came.seq, settled?.seq ?? []]
  if (settled && settled.atMs - came.atMs <= limitMs) {
    const tookMs = settled.atMs - came.atMs
    const en = `Money came ${seconds(lateMs)} after the merchant gave up and was ${settled.en} ${seconds(tookMs)} later.`
    const zh = `放弃 ${seconds(lateMs)} 后到账，${seconds(tookMs)} 后${settled.zh}。`
    return finding('pass', evidence, en, zh)
  }
  const unripe = !settled && trace.endMs - came.atMs < limitMs
  if (unripe || attempt.sale.beliefs.length === 0) {
    const en = 'Money came after the end; what became of it cannot be told from this trace.'
    return finding('inconclusive', evidence, en, '放弃后到账，记录不足以判定其后处理。')
  }
  const belief = attempt.sale.beliefs.at(-1)?.status ?? 'nothing'
  const en = `Money came ${seconds(lateMs)} after the merchant gave up, and was neither kept as the payment nor refunded within ${seconds(limitMs)} (belief: ${belief}).`
  const zh = `放弃 ${seconds(lateMs)} 后到账，${seconds(limitMs)} 内既未记为已支付也未退款（商户状态：${belief}）。`
  return finding('fail', evidence, en, zh)
}

/** What first made the money right again: all of it went back, or it became the sale's payment. */
function settlement({ books, sale, outTradeNo }: Attempt, cameMs: number) {
  const back = books.find(
    ({ atMs, truth }) => atMs >= cameMs && truth.paidFen > 0 && truth.refundedFen >= truth.paidFen,
  )
  if (back) return { atMs: back.atMs, seq: back.seq, en: 'refunded', zh: '全额退款' }
  // Where another attempt holds the payment, this money is one too many.
  const others = sale.attempts.filter((other) => other.outTradeNo !== outTradeNo)
  const isSpare = others.some(({ books: theirs }) => {
    const last = theirs.at(-1)?.truth
    return last !== undefined && last.paidFen > last.refundedFen
  })
  const kept = turnsTo(sale, ['PAID', 'REFUNDED']).find(({ elapsedMs }) => elapsedMs >= cameMs)
  if (!kept || isSpare) return undefined
  return { atMs: kept.elapsedMs, seq: kept.seq, en: 'kept as the payment', zh: '记为已支付' }
}
