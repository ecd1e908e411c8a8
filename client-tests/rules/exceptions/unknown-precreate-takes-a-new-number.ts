// EXC-04: a PRECREATE whose outcome is unknown is never repeated under its number: another QR of that
// number may already be payable. Giving the sale up is right too.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call } from '../attempts.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'

export const unknownPrecreateTakesANewNumber = rule({
  id: 'EXC-04',
  source: '000:L18; 004:L36-38',
  severity: 'major',
  families: ['O'],
  title: ['Precreate exception: a new number', '预下单异常换单号'],
  trigger: ['A PRECREATE had an unknown outcome', '预下单结果未知'],
  remedy: [
    'Precreate again under a new out_trade_no; never show a QR of the old one.',
    '换用新的 out_trade_no 重新预下单，不展示原单号的二维码。',
  ],
  seenBy: 'traffic',
  comparesAttempts: true,
  needs: 'PRECREATE',
  timeless: true,
  check(trace, parameters) {
    return perProcess(trace, (attempt) => {
      const first = attempt.calls.find(({ op, outcome }) => op === 'PRECREATE' && outcome === 'UNK')
      return first ? [judge(trace, attempt, first, parameters)] : []
    })
  },
})

/** Who pays at once is not said to have scanned the code as well. */
const SEEN: ReadonlySet<string> = new Set(['scanned', 'paid'])

function judge(trace: Trace, attempt: Attempt, first: Call, { silenceMs }: Parameters): Finding {
  const next = attempt.sale.attempts
    .flatMap(({ calls }) => calls)
    .filter(({ op, seq }) => op === 'PRECREATE' && seq > first.seq)
    .toSorted((a, b) => a.seq - b.seq)[0]
  const number = attempt.outTradeNo
  if (next && attempt.calls.includes(next)) {
    const en = `An unknown PRECREATE was sent again under the same number, ${number}.`
    return finding(
      'fail',
      [first.evidence, next.evidence],
      en,
      `预下单未知后仍用原单号 ${number}。`,
    )
  }
  const scanned = trace
    .of('buyer')
    .find(({ act, outTradeNo, seq }) => SEEN.has(act) && outTradeNo === number && seq > first.seq)
  if (scanned) {
    const en = `The QR of ${number} was shown to a buyer although its PRECREATE was unknown.`
    const zh = `预下单 ${number} 结果未知，其二维码仍展示给买家。`
    return finding('fail', [first.evidence, scanned.seq], en, zh)
  }
  if (next) {
    const other = next.ids.outTradeNo ?? '-'
    const en = `After an unknown PRECREATE a new number was used, ${other}.`
    return finding('pass', [first.evidence, next.evidence], en, `预下单未知后换用新单号 ${other}。`)
  }
  if (trace.endMs - first.seenMs < silenceMs) {
    const en = 'The trace ends too early to tell.'
    return finding('inconclusive', [first.evidence], en, '记录过早结束，无法判定。')
  }
  const en = 'After an unknown PRECREATE the sale was given up.'
  return finding('pass', [first.evidence], en, '预下单未知后放弃该订单。')
}
