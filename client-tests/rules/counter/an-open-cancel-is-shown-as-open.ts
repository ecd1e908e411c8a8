// CASH-03: while a cancel has no result, the screen says that it is under way and that the money may
// come back, so that the customer can be told: not that the order is cancelled, failed or paid. The
// words themselves are read, where they are shown.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'
import { newsOf } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { showsPrompts, shownBetween } from './prompts.ts'

export const anOpenCancelIsShownAsOpen = rule({
  id: 'CASH-03',
  source: '004:L181',
  severity: 'major',
  families: ['O'],
  title: ['A cancel without a result is shown as under way', '撤销处理中提示'],
  trigger: ['A cancel had no result for some seconds', '撤销结果数秒内未知'],
  remedy: [
    'Show “cancel in progress, the money may be refunded” until the cancel has a result.',
    '撤销结果未知期间提示“撤销处理中，款项可能退回”。',
  ],
  seenBy: 'adapter',
  check(trace, parameters) {
    return perAttempt(trace, (attempt) =>
      showsPrompts(trace) ? judge(trace, attempt, parameters) : [],
    )
  },
})

/** Money that comes back, in the words of either language. */
const SPEAKS_OF_REFUND =
  /退|返|冲正|refund|return|(come|go|give|sen[dt]|paid?y?)\S*\s+(\w+\s+)?back|money back|revers/i

const UNTRUE = new Set(['CANCELLED', 'FAILED', 'PAID'])

function judge(trace: Trace, attempt: Attempt, { promptMs }: Parameters): Finding[] {
  const { calls, sale } = attempt
  // The screen is the sale's: it speaks of the latest attempt.
  if (sale.attempts.at(-1) !== attempt) return []
  const open = calls.find((call) => call.op === 'CANCEL' && call.outcome === 'UNK')
  if (!open) return []
  const settled = newsOf(attempt).find(({ atMs }) => atMs >= open.startMs)
  const fromMs = open.seenMs + promptMs
  const untilMs = Math.min(settled?.atMs ?? trace.endMs, refusedMs(attempt, open.startMs))
  const shown = shownBetween(sale, fromMs, untilMs)
  if (untilMs <= fromMs || shown.length === 0) return []
  const evidence = [open.evidence, shown.map(({ seq }) => seq)]
  const wrong = shown.find(({ prompt }) => UNTRUE.has(prompt ?? ''))
  if (wrong) {
    const { prompt = '' } = wrong
    const en = `While the cancel had no result the screen said ${prompt}.`
    return [finding('fail', [open.evidence, wrong.seq], en, `撤销结果未知时界面显示 ${prompt}。`)]
  }
  const pending = shown.filter(({ prompt }) => prompt === 'CANCEL_PENDING')
  const silent = pending.find(
    ({ promptText }) => promptText !== undefined && !SPEAKS_OF_REFUND.test(promptText),
  )
  if (silent) {
    const text = JSON.stringify(silent.promptText?.slice(0, 60))
    const en = `While the cancel had no result the screen did not say that the money may come back: ${text}.`
    const zh = `撤销结果未知期间的提示未说明款项可能退回：${text}。`
    return [finding('warn', [open.evidence, silent.seq], en, zh)]
  }
  if (pending.length > 0) {
    const en = 'While the cancel had no result the screen said that it was under way.'
    return [finding('pass', evidence, en, '撤销结果未知期间提示“撤销处理中”。')]
  }
  const en = 'While the cancel had no result the screen did not say that it was under way.'
  return [finding('warn', evidence, en, '撤销结果未知期间没有“撤销处理中”的提示。')]
}

/** A cancel that was refused for good is not under way any more. */
function refusedMs({ calls }: Attempt, afterMs: number): number {
  const refused = calls.find(
    ({ op, outcome, startMs }) => op === 'CANCEL' && outcome === 'BIZFAIL' && startMs > afterMs,
  )
  return refused?.seenMs ?? Number.POSITIVE_INFINITY
}
