// CASH-02: after a cancel the screen says so in a class of its own and points to the manual query; it
// never shows the success of a payment.
import type { Sale } from '../attempts.ts'
import { newsOf } from '../evidence.ts'
import { finding, perSale, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { showsPrompts } from './prompts.ts'

export const aCancelIsPromptedStrongly = rule({
  id: 'CASH-02',
  source: '004:L181',
  severity: 'minor',
  families: ['O'],
  title: ['Strong prompt after a cancel', '撤销成功强提示'],
  trigger: ['A cancel succeeded and the sale ended without money', '撤销成功且未收款'],
  remedy: [
    'Say clearly that the order is cancelled, and point to the manual query for doubts.',
    '明确提示交易已撤销，如有疑问引导使用手动查询。',
  ],
  seenBy: 'adapter',
  check(trace) {
    return perSale(trace, (sale) => (showsPrompts(trace) ? judge(sale) : []))
  },
})

const POINTS_TO_QUERY = /查询|query|look.?up/i

function judge(sale: Sale): Finding[] {
  const attempt = sale.attempts.at(-1)
  const belief = sale.beliefs.at(-1)
  if (!attempt || !belief) return []
  const news = newsOf(attempt)
  const cancelled = attempt.calls.find((call) => call.op === 'CANCEL' && call.outcome === 'OK')
  // Money that was seen is another matter: the screen then shows it.
  if (!cancelled || news.some(({ kind }) => kind === 'paid')) return []
  if (belief.status !== 'UNPAID' && belief.status !== 'REVERSED') return []
  const evidence = [cancelled.evidence, belief.seq]
  const { prompt, promptText } = belief
  if (prompt === 'PAID') {
    const en = 'After the cancel the screen showed the success of a payment.'
    return [finding('fail', evidence, en, '撤销后界面却显示支付成功。')]
  }
  if (prompt !== 'CANCELLED') {
    const en = `After the cancel there was no strong prompt (${prompt ?? 'none'}).`
    return [finding('warn', evidence, en, `撤销后没有强提示（${prompt ?? '无'}）。`)]
  }
  if (promptText !== undefined && !POINTS_TO_QUERY.test(promptText)) {
    const en = 'The prompt after the cancel does not point to the manual query.'
    return [finding('warn', evidence, en, '撤销后的提示未引导手动查询。')]
  }
  const en = 'After the cancel the screen said so.'
  return [finding('pass', evidence, en, '撤销后有明确提示。')]
}
