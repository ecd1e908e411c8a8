// EXC-08: unknown PAY, then "trade does not exist": the next PAY of the sale repeats the first one
// to the letter, unless the number was closed first.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { isClosed, isPaid, newsOf } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'

export const missingTradeIsPaidAgainWithTheSameParameters = rule({
  id: 'EXC-08',
  source: '000:L20; 004:L44',
  severity: 'critical',
  families: ['O'],
  title: ['Trade not found: pay again with the same parameters', '交易不存在则同参重付'],
  trigger: ['An unknown PAY was then not found', '支付结果未知且查询返回交易不存在'],
  remedy: [
    'Repeat PAY with the same out_trade_no and parameters, or cancel before a new number.',
    '以相同单号、相同参数再次支付；换单号之前必须先撤销成功。',
  ],
  seenBy: 'traffic',
  comparesAttempts: true,
  needs: 'PAY',
  check(trace, parameters) {
    return perProcess(trace, (attempt) => {
      const pay = attempt.calls.find((call) => call.op === 'PAY' && call.outcome === 'UNK')
      const missing = pay && findMissing(attempt, pay)
      return pay && missing ? [judge(trace, attempt, pay, missing, parameters)] : []
    })
  },
})

/** The first "does not exist" after the unknown PAY, while nothing definite was known. */
function findMissing(attempt: Attempt, pay: Call): Call | undefined {
  const missing = callsAfter(attempt, pay).find(
    ({ op, outcome }) => op === 'QUERY' && outcome === 'NOTEXIST',
  )
  const settled = newsOf(attempt).some(({ atMs }) => atMs <= (missing?.seenMs ?? 0))
  return settled ? undefined : missing
}

function judge(
  trace: Trace,
  attempt: Attempt,
  pay: Call,
  missing: Call,
  parameters: Parameters,
): Finding {
  const seen = [pay.evidence, missing.evidence]
  const repay = nextPay(attempt, missing)
  const settled = callsAfter(attempt, missing).find(
    (call) => isClosed(call) || isPaid(call) || call.outcome === 'PEND',
  )
  // Once the trade is found or closed the trade is no longer missing.
  if (settled && settled.op !== 'PAY' && !(repay && repay.seq < settled.endSeq)) {
    const en = `The missing trade was settled by ${settled.op} without another PAY.`
    return finding('pass', [...seen, settled.evidence], en, `由 ${settled.op} 了结，未再次支付。`)
  }
  if (repay) return judgeRepay(attempt, pay, repay, [...seen, repay.evidence], parameters)
  if (newsOf(attempt).some(({ atMs }) => atMs >= missing.seenMs)) {
    return finding('pass', seen, 'A notification settled the missing trade.', '由通知了结。')
  }
  if (trace.endMs - missing.seenMs < parameters.silenceMs) {
    return finding('inconclusive', seen, 'The trace ends too early to tell.', '记录过早结束。')
  }
  const en = 'After "trade does not exist" the attempt was abandoned without a successful CANCEL.'
  return finding('warn', seen, en, '返回交易不存在后放弃，且未撤销成功。')
}

function nextPay({ sale }: Attempt, missing: Call): Call | undefined {
  return (
    sale.attempts
      .flatMap((each) => each.calls)
      // By place, not by time: fast calls may share a millisecond.
      .filter((call) => call.op === 'PAY' && call.seq > missing.seq)
      .toSorted((a, b) => a.seq - b.seq)[0]
  )
}

function judgeRepay(
  attempt: Attempt,
  pay: Call,
  repay: Call,
  evidence: readonly (readonly number[])[],
  { repaysPerMinute }: Parameters,
): Finding {
  if (!attempt.calls.includes(repay)) {
    const closed = newsOf(attempt).find(
      ({ kind, atMs }) => kind === 'closed' && atMs <= repay.startMs,
    )
    return closed
      ? finding(
          'pass',
          [...evidence, closed.evidence],
          'A new number was used after the missing one had been closed.',
          '原单号确认关闭后才换新单号。',
        )
      : finding(
          'fail',
          evidence,
          `"Trade does not exist" was followed by a new number, ${repay.ids.outTradeNo}, with the old one not cancelled.`,
          `交易不存在后换用新单号 ${repay.ids.outTradeNo}，原单号未撤销。`,
        )
  }
  if (!samePayload(pay, repay)) {
    const en = 'The PAY was repeated under the same number with other parameters.'
    return finding('fail', evidence, en, '同一单号再次支付时参数有变化。')
  }
  const repays = attempt.calls.filter(
    (call) => call.op === 'PAY' && call !== pay && call.startMs - pay.seenMs <= 60_000,
  )
  return finding(
    repays.length > repaysPerMinute ? 'warn' : 'pass',
    evidence,
    `The PAY was repeated with equal parameters, ${repays.length} times in the first minute.`,
    `以相同参数再次支付，首分钟内 ${repays.length} 次。`,
  )
}

function samePayload(a: Call, b: Call): boolean {
  if (a.fingerprint && b.fingerprint) return a.fingerprint === b.fingerprint
  return a.amountFen === b.amountFen && a.ids.authCode === b.ids.authCode
}
