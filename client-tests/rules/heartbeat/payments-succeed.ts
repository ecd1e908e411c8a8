// MON-03: of the payments that nobody disturbed at least 95 % succeed; fewer point at codes that are
// scanned late or parameters that are wrong.
import type { Reason } from '../../../server/journal/reasons.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { finding } from '../judge.ts'
import { rule, verdictOf } from '../rule.ts'
import { readPays } from './beats.ts'

export const paymentsSucceed = rule({
  id: 'MON-03',
  source: '000:L25-27; 004:L56-60',
  severity: 'advisory',
  families: ['O'],
  title: ['At least 95 % of payments succeed', '支付成功率不低于 95%'],
  trigger: ['At least a hundred payments without injected faults', '不少于 100 笔未注入故障的支付'],
  remedy: [
    'Scan the code right before paying, and check parameters before they are sent.',
    '支付前即时扫码，并在发送前校验参数。',
  ],
  seenBy: 'traffic',
  check(trace, { successRate, successRatePays }) {
    const bad = codesThatCannotPay(trace)
    const pays = readPays(trace).filter(
      ({ authCode = '', faults, reason, seenMs }) =>
        faults.length === 0 &&
        !bad.has(authCode) &&
        !OF_THE_BUYER.has(reason) &&
        seenMs <= trace.endMs,
    )
    if (pays.length < successRatePays) return verdictOf([])
    // A buyer who still types has been reached: that is the wallet's business, not the shop's.
    const failed = pays.filter(({ outcome }) => outcome !== 'OK' && outcome !== 'PEND')
    const rate = (pays.length - failed.length) / pays.length
    const share = `${(100 * rate).toFixed(1)} %`
    const evidence = failed.slice(0, MOST_SHOWN).flatMap((pay) => pay.evidence)
    const en = `${share} of ${pays.length} payments succeeded.`
    const mark = rate >= successRate ? 'pass' : 'warn'
    return verdictOf([finding(mark, evidence, en, `${pays.length} 笔支付的成功率为 ${share}。`)])
  },
})

const MOST_SHOWN = 20

/** Stopped by risk control: nothing that a shop could do better. */
const OF_THE_BUYER: ReadonlySet<Reason | undefined> = new Set<Reason>(['PaymentTooRisky'])

const BAD_CODES = new Set(['expired', 'used', 'invalid', 'no-money', 'risk-refused'])

/** Shown on purpose by buyers of the suite: no fault of the shop. */
function codesThatCannotPay(trace: Trace): Set<string> {
  const issued = trace.of('buyer').filter(({ act }) => act === 'code-issued')
  return new Set(
    issued.flatMap(({ authCode, note = '' }) =>
      authCode !== undefined && BAD_CODES.has(note) ? [authCode] : [],
    ),
  )
}
