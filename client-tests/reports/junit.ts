// JUnit XML for CI: one testcase per rule. What was not judged is skipped, with its reason; a
// warning passes and is told in system-out.
import type { Trace } from '../../server/journal/trace.ts'
import type { RuleGrade, Scorecard } from '../grade/grade.ts'
import { maskerOf } from '../../server/journal/mask.ts'
import type { Occurrence, Said } from '../rules/rule.ts'
import { scoreText } from './about.ts'
import { escape } from './escape.ts'
import { hashTranscript } from '../grade/saved-journal.ts'
import { createSlices, type DrawSlice } from './slice.ts'

export interface JunitOptions {
  language: keyof Said
}

export function junitReport(card: Scorecard, trace: Trace, { language }: JunitOptions): string {
  const slice = createSlices(trace)
  const mask = maskerOf(trace.entries).maskText
  const cases = card.rules.map((rule) => testcase(rule, language, slice))
  const count = (...statuses: string[]) =>
    card.rules.filter(({ verdict }) => statuses.includes(verdict.status)).length
  const counts = attributes({
    tests: card.rules.length,
    failures: count('fail'),
    errors: 0,
    skipped: count('inconclusive', 'not-applicable'),
  })
  const properties = [
    ['verdict', card.verdict],
    ...(scoreText(card) === undefined ? [] : [['score', card.score ?? '']]),
    ['transcript', hashTranscript(trace.entries)],
    ...(card.tooLate ? [['tooLate', card.tooLate[language]]] : []),
  ].map(([name = '', value = '']) => `      <property${attributes({ name, value })}/>`)
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="alipay-sim grade"${counts}>`,
    `  <testsuite name="alipay-sim grade"${counts}>`,
    '    <properties>',
    ...properties,
    '    </properties>',
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ]
  return mask(`${lines.join('\n')}\n`)
}

function testcase(rule: RuleGrade, language: keyof Said, slice: DrawSlice): string {
  const { id, severity, title, verdict } = rule
  const name = `${id} ${title[language]}`
  const open = `    <testcase${attributes({ classname: `alipay-sim.${severity}`, name })}`
  const body = bodyOf(rule, language, slice)
  if (verdict.status === 'pass') return `${open}/>`
  return `${open}>\n      ${body}\n    </testcase>`
}

function bodyOf(rule: RuleGrade, language: keyof Said, slice: DrawSlice): string {
  const { verdict, trigger } = rule
  const worst = verdict.occurrences.filter(({ status }) => status === verdict.status)
  const first = worst[0]?.said[language]
  const text = evidenceText(rule, worst, language, slice)
  switch (verdict.status) {
    case 'fail':
      return `<failure${attributes({ type: rule.severity, message: first ?? '' })}>${escape(text)}</failure>`
    case 'warn':
      return `<system-out>${escape(text)}</system-out>`
    default:
      return `<skipped${attributes({ message: first ?? trigger[language] })}/>`
  }
}

function evidenceText(
  { source, remedy }: RuleGrade,
  occurrences: readonly Occurrence[],
  language: keyof Said,
  slice: DrawSlice,
): string {
  const told = occurrences.flatMap(({ sale, outTradeNo, said, evidence }) => [
    `${sale ?? outTradeNo ?? ''} ${said[language]}`.trim(),
    ...slice(evidence).map((line) => `  ${line}`),
  ])
  return [...told, remedy[language], source].join('\n')
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('')
}
