// JUnit XML for CI: one testcase per rule. What was not judged is skipped, with its reason; a
// warning passes and is told in system-out.
import type { LocalizedText } from '../rules/rule.ts'
import { scoreText } from './about.ts'
import { escape } from './escape.ts'
import type { Report } from './report-schema.ts'

type RuleRow = Report['rules'][number]

export function junitReport(report: Report, language: keyof LocalizedText): string {
  const { rules, verdict, score, tooLate, transcriptHash } = report
  const cases = rules.map((rule) => testcase(rule, language))
  const count = (...statuses: string[]) =>
    rules.filter(({ status }) => statuses.includes(status)).length
  const counts = attributes({
    tests: rules.length,
    failures: count('fail'),
    errors: 0,
    skipped: count('inconclusive', 'not-applicable'),
  })
  const properties = [
    ['verdict', verdict],
    ...(scoreText(report) === undefined ? [] : [['score', score ?? '']]),
    ['transcript', transcriptHash],
    ...(tooLate ? [['tooLate', tooLate[language]]] : []),
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
  return `${lines.join('\n')}\n`
}

function testcase(rule: RuleRow, language: keyof LocalizedText): string {
  const { id, severity, title, status } = rule
  const name = `${id} ${title[language]}`
  const open = `    <testcase${attributes({ classname: `alipay-sim.${severity}`, name })}`
  const body = bodyOf(rule, language)
  if (status === 'pass') return `${open}/>`
  return `${open}>\n      ${body}\n    </testcase>`
}

function bodyOf(rule: RuleRow, language: keyof LocalizedText): string {
  const { status, trigger } = rule
  const worst = rule.occurrences.filter((one) => one.status === status)
  const first = worst[0]?.said[language]
  const text = evidenceText(rule, worst, language)
  switch (status) {
    case 'fail':
      return `<failure${attributes({ type: rule.severity, message: first ?? '' })}>${escape(text)}</failure>`
    case 'warn':
      return `<system-out>${escape(text)}</system-out>`
    default:
      return `<skipped${attributes({ message: first ?? trigger[language] })}/>`
  }
}

function evidenceText(
  { source, remedy }: RuleRow,
  occurrences: RuleRow['occurrences'],
  language: keyof LocalizedText,
): string {
  const lines = occurrences.flatMap(({ sale, outTradeNo, said, trace }) => [
    `${sale ?? outTradeNo ?? ''} ${said[language]}`.trim(),
    ...trace.map((line) => `  ${line}`),
  ])
  return [...lines, remedy[language], source].join('\n')
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('')
}
