// QR-01: before somebody scans a QR code the gateway knows no trade, so a query finds none. That is
// no failure: the sale stays open, and no further codes are shown beside one that can be paid.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call, Sale } from '../attempts.ts'
import { turnsTo } from '../evidence.ts'
import { finding, perSale, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { isLiveQr } from '../qr.ts'
import { rule } from '../rule.ts'
import { endedOnPurpose, isShown } from './given-up.ts'

export const notExistingBeforeTheScanIsPending = rule({
  id: 'QR-01',
  source: '004:L311-313; the scope of 000:L20: [ext]',
  severity: 'major',
  families: ['O'],
  title: ['Not existing before the scan is no failure', '未扫码查询不存在不是失败'],
  trigger: ['A QR order was queried before anybody scanned it', '扫码前查询了预下单订单'],
  remedy: [
    'Keep waiting on TRADE_NOT_EXIST until the QR expires; show no second code beside it.',
    '扫码前查询不存在应继续等待至过期，不要重复预下单。',
  ],
  seenBy: 'both',
  comparesAttempts: true,
  needs: 'PRECREATE',
  check(trace, parameters) {
    return perSale(trace, (sale) => {
      const unscanned = sale.attempts.filter(isShown).flatMap((attempt) => {
        const query = firstNotExist(trace, attempt)
        return query ? [{ attempt, query }] : []
      })
      const [first] = unscanned
      if (!first) return []
      const wrong = [
        ...unscanned.flatMap(({ attempt, query }) => calledUnpaid(trace, attempt, query)),
        ...codesBeside(trace, sale, unscanned, parameters),
      ]
      return wrong.length > 0 ? wrong : [stayedOpen(sale, first.query)]
    })
  },
})

interface Unscanned {
  attempt: Attempt
  query: Call
}

function isOpen(trace: Trace, attempt: Attempt, atMs: number): boolean {
  const endMs = endedOnPurpose(attempt)?.atMs ?? Number.POSITIVE_INFINITY
  return atMs < endMs && isLiveQr(trace, attempt, atMs)
}

function firstNotExist(trace: Trace, attempt: Attempt): Call | undefined {
  return attempt.calls.find(
    ({ op, outcome, seenMs }) =>
      op === 'QUERY' && outcome === 'NOTEXIST' && isOpen(trace, attempt, seenMs),
  )
}

function calledUnpaid(trace: Trace, attempt: Attempt, query: Call): Finding[] {
  return turnsTo(attempt.sale, ['UNPAID', 'REVERSED'])
    .filter(({ elapsedMs, seq }) => seq > query.endSeq && isOpen(trace, attempt, elapsedMs))
    .map(({ seq, status }) => {
      const en = `TRADE_NOT_EXIST before the scan was taken for ${status} while the QR could be paid.`
      const zh = `未扫码时查询不存在，商户却记为 ${status}，而二维码仍可支付。`
      return finding('fail', [query.evidence, seq], en, zh)
    })
}

/** Codes shown in place of one that was neither closed nor given up. */
function codesBeside(
  trace: Trace,
  { attempts }: Sale,
  unscanned: readonly Unscanned[],
  { qrRenewals }: Parameters,
): Finding[] {
  const beside = unscanned.flatMap(({ attempt, query }) => {
    const next = attempts[attempts.indexOf(attempt) + 1]
    const opening = next?.calls[0]
    if (!next || !opening || !isShown(next) || opening.seq < query.endSeq) return []
    return isOpen(trace, attempt, opening.startMs) ? [{ query, opening }] : []
  })
  if (beside.length <= qrRenewals.pass) return []
  const status = beside.length <= qrRenewals.warn ? 'warn' : 'fail'
  const evidence = beside.map(({ query, opening }) => [query.evidence, opening.evidence].flat())
  const en = `After TRADE_NOT_EXIST ${beside.length} more QR code(s) were shown beside one that could be paid.`
  const zh = `查询不存在后又生成 ${beside.length} 个二维码，而原码仍可支付。`
  return [finding(status, evidence, en, zh)]
}

function stayedOpen({ beliefs }: Sale, query: Call): Finding {
  if (beliefs.length === 0) {
    const en = 'What the merchant believed after TRADE_NOT_EXIST is not known.'
    return finding('inconclusive', [query.evidence], en, '不知道商户查询不存在后如何判断。')
  }
  const en = 'TRADE_NOT_EXIST before the scan changed nothing.'
  return finding('pass', [query.evidence], en, '未扫码时查询不存在，订单保持待支付。')
}
