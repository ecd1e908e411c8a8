// The words that reports share, in both languages.
import { ENOUGH, type AttestedRow, type Scorecard, type Share } from '../grade/grade.ts'
import type { LocalizedText, Severity } from '../rules/rule.ts'
import type { ExpectedRow, Report } from './report-schema.ts'
import { cut } from './width.ts'

export type Language = keyof LocalizedText

const VERDICTS: Record<Scorecard['verdict'], LocalizedText> = {
  ready: { en: 'READY', zh: '可以上线' },
  'not-ready': { en: 'NOT READY', zh: '不可上线' },
  incomplete: { en: 'INCOMPLETE', zh: '无法判定' },
}

/** The verdict in a word. On too slow a machine it is that there is none. */
export function verdictWord({
  verdict,
  tooLate,
}: Pick<Summed, 'verdict'> & Partial<Pick<Summed, 'tooLate'>>): LocalizedText {
  return VERDICTS[tooLate ? 'incomplete' : verdict]
}

/** The worst first. */
export const SEVERITIES: Record<Severity, LocalizedText> = {
  critical: { en: 'critical', zh: '关键' },
  major: { en: 'major', zh: '重要' },
  minor: { en: 'minor', zh: '一般' },
  advisory: { en: 'advisory', zh: '建议' },
}

export const STATUSES: Record<Scorecard['rules'][number]['verdict']['status'], LocalizedText> = {
  pass: { en: 'PASS', zh: '通过' },
  warn: { en: 'WARN', zh: '警告' },
  fail: { en: 'FAIL', zh: '不通过' },
  inconclusive: { en: 'NOT EXERCISED', zh: '未触发' },
  'not-applicable': { en: 'NOT APPLICABLE', zh: '不适用' },
}

export const OUTCOMES: Record<ExpectedRow['outcome'], LocalizedText> = {
  'fails-as-expected': { en: 'fails, as expected', zh: '如预期不通过' },
  passes: { en: 'no longer fails: take the entry out', zh: '已不再失败，请删除此条' },
  expired: {
    en: 'past its last day: mend it, or give it a new day',
    zh: '已过期：请修复或重新确定期限',
  },
  'not-exercised': { en: 'not exercised', zh: '未触发' },
}

export const ANSWERS: Record<NonNullable<AttestedRow['answer']>, LocalizedText> = {
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
  na: { en: 'not applicable', zh: '不适用' },
}

export const WORDS = {
  score: { en: 'score', zh: '得分' },
  coverage: { en: 'coverage', zh: '覆盖' },
  criticalRules: { en: 'critical rules', zh: '关键规则' },
  allRules: { en: 'all rules', zh: '全部规则' },
  money: { en: 'Money, order by order', zh: '逐单对账' },
  alsoFailed: { en: 'Also failed', zh: '另未通过' },
  criticalOpen: { en: 'Critical rules that were not exercised', zh: '未触发的关键规则' },
  allMoney: { en: 'Money', zh: '对账' },
  besideIt: {
    en: '(JSON, JUnit, Markdown, journal beside it)',
    zh: '（同目录另有 JSON、JUnit、Markdown 与流水）',
  },
  next: { en: 'Next', zh: '下一步' },
  reports: { en: 'Reports', zh: '报告' },
  sale: { en: 'sale', zh: '订单' },
  scenario: { en: 'scenario', zh: '场景' },
  amount: { en: 'amount', zh: '金额' },
  says: { en: 'merchant says', zh: '商户认为' },
  holds: { en: 'gateway holds', zh: '网关实收' },
  difference: { en: 'difference', zh: '差额' },
  differsIn: { en: 'in what', zh: '差异' },
  total: { en: 'total', zh: '合计' },
  source: { en: 'source (docs/sources.md)', zh: '依据（docs/sources.md）' },
  remedy: { en: 'remedy', zh: '修正' },
  notTested: { en: 'Not exercised', zh: '未触发' },
  notApplicable: { en: 'Not applicable', zh: '不适用' },
  needs: { en: 'needs', zh: '需要' },
  transcript: { en: 'transcript', zh: '记录摘要' },
  reading: { en: 'judged by', zh: '判定依据' },
  leadsTo: { en: 'leads to', zh: '由此导致' },
  expected: { en: 'Expected failures', zh: '预期失败' },
  attestation: { en: 'Answers of the merchant', zh: '商户问卷' },
  unanswered: { en: 'no answer', zh: '未回答' },
  failures: { en: 'What failed', zh: '未通过的规则' },
  warnings: { en: 'Warnings', zh: '警告' },
  passed: { en: 'Passed', zh: '通过' },
  rule: { en: 'rule', zh: '规则' },
  result: { en: 'result', zh: '结果' },
  seed: { en: 'seed', zh: '种子' },
  merchant: { en: 'merchant', zh: '商户' },
  played: { en: 'played', zh: '运行' },
} satisfies Record<string, LocalizedText>

export const moreOf = (count: number): LocalizedText => ({
  en: `… and ${count} more`,
  zh: `… 另有 ${count} 处`,
})

export const explainedBy = (cause: string): LocalizedText => ({
  en: `Follows from ${cause}.`,
  zh: `由 ${cause} 导致。`,
})

export const followsFrom = (causes: readonly string[]): LocalizedText => ({
  en: `follows from ${causes.join(', ')}`,
  zh: `由 ${causes.join('、')} 导致`,
})

export function percent({ exercised, applicable }: Share): string {
  const share = applicable === 0 ? 0 : Math.floor((100 * exercised) / applicable)
  return `${exercised}/${applicable} (${share} %)`
}

type Summed = Pick<Scorecard, 'verdict' | 'coverage' | 'totals'> & {
  tooLate?: LocalizedText | undefined
  rules: readonly Pick<Report['rules'][number], 'id' | 'needed' | 'status' | 'occurrences'>[]
}

/** The verdict in a sentence for somebody who decides about going live. */
export function sentenceOf(
  { verdict, coverage, totals, tooLate, rules }: Summed,
  criticalFailures: number,
): LocalizedText {
  if (tooLate) return { en: `No verdict. ${tooLate.en}`, zh: `无法判定。${tooLate.zh}` }
  const { exercised, applicable } = coverage.critical
  const needed = rules
    .filter(
      (rule) => rule.needed && rule.status === 'inconclusive' && rule.occurrences.length === 0,
    )
    .map(({ id }) => id)
  const money = totals.differing
    ? {
        en: ` ${totals.differing} of ${totals.sales} orders ${totals.differing === 1 ? 'differs' : 'differ'} between merchant and gateway.`,
        zh: `${totals.sales} 笔订单中 ${totals.differing} 笔账实不符。`,
      }
    : totals.sales === 0
      ? { en: '', zh: '' }
      : {
          en: ` No order of ${totals.sales} is known to differ between merchant and gateway.`,
          zh: `${totals.sales} 笔订单未发现账实不符。`,
        }
  const first: Record<Scorecard['verdict'], LocalizedText> = {
    ready: {
      en: `May go live: no critical rule failed, ${exercised} of ${applicable} were exercised.`,
      zh: `可以上线：关键规则均未失败，共 ${applicable} 条，已触发 ${exercised} 条。`,
    },
    'not-ready': {
      en: `Must not go live: ${criticalFailures} critical ${criticalFailures === 1 ? 'rule' : 'rules'} failed.`,
      zh: `不可上线：${criticalFailures} 条关键规则未通过。`,
    },
    incomplete:
      exercised >= ENOUGH * applicable && needed.length > 0
        ? {
            en: `No verdict: ${needed.join(', ')} ${needed.length === 1 ? 'was' : 'were'} not exercised, and no shop is ready without.`,
            zh: `无法判定：未触发 ${needed.join('、')}，缺少这些规则就不能判定为可以上线。`,
          }
        : {
            en: `No verdict: ${exercised} of ${applicable} critical rules were exercised, 80 % are needed.`,
            zh: `无法判定：${applicable} 条关键规则只触发 ${exercised} 条，至少需要 80 %。`,
          },
  }
  return { en: first[verdict].en + money.en, zh: first[verdict].zh + money.zh }
}

type Run = NonNullable<Report['run']>

/** A command line may be long; what stands behind it is worth more. */
const MOST_OF_NAME = 40

/** `node shop.js · 2026-11-28 10:10 UTC · took 6 min 52 s · scale 0.5` */
export function runText(run: Run): LocalizedText {
  const played = playedText(run)
  const merchant = cut(run.merchant, MOST_OF_NAME)
  return { en: `${merchant} · ${played.en}`, zh: `${merchant} · ${played.zh}` }
}

/** `2026-11-28 10:10 UTC · took 6 min 52 s · scale 0.5` */
export function playedText({ startedAt, lastedMs, timeScale }: Run): LocalizedText {
  const took = lastedMs === undefined ? undefined : durationText(lastedMs)
  const words = (language: Language) => [
    startedAt && `${startedAt.slice(0, 16).replace('T', ' ')} UTC`,
    took && { en: `took ${took.en}`, zh: `耗时 ${took.zh}` }[language],
    { en: `scale ${timeScale}`, zh: `时间比例 ${timeScale}` }[language],
  ]
  const joined = (language: Language) => words(language).filter(Boolean).join(' · ')
  return { en: joined('en'), zh: joined('zh') }
}

/** `6 min 52 s` */
function durationText(durationMs: number): LocalizedText {
  const seconds = Math.round(durationMs / 1_000)
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return { en: `${seconds} s`, zh: `${seconds} 秒` }
  return { en: `${minutes} min ${seconds % 60} s`, zh: `${minutes} 分 ${seconds % 60} 秒` }
}
