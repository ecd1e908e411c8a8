// `grade compare`: what a fix changed, from two JSON reports. Exit code 1 when something got worse.
import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { compareReports, type Comparison } from '../../client-tests/reports/compare.ts'
import { htmlComparison } from '../../client-tests/reports/html-compare.ts'
import { readReport } from '../../client-tests/reports/report-schema.ts'
import { visibleIn } from '../../server/values/visible.ts'
import { withFile } from '../file-failure.ts'
import { readFile } from './judging.ts'
import type { Language } from '../../client-tests/reports/words.ts'
import { yuan } from '../../client-tests/rules/figures.ts'
import type { Io } from '../io.ts'
import { languageOption } from '../language.ts'
import { examplesText, afterword } from '../help/help.ts'

interface Options {
  json?: boolean
  html?: string
  lang: Language
}

export function compareCommand(io: Io): Command {
  return new Command('compare')
    .summary('show what changed between two reports')
    .argument('<before>', 'a JSON report')
    .argument('<after>', 'a later one')
    .option('--json', 'print JSON for scripts')
    .option('--html <file>', 'write the comparison as a page, for people')
    .addOption(languageOption(io.env))
    .addHelpText('after', afterword('Exits 1 when a rule got worse.'))
    .addHelpText(
      'after',
      examplesText([
        'grade compare before/merchant.json reports/latest/merchant.json',
        'grade compare monday.json today.json --html compared.html',
      ]),
    )
    .action((before: string, after: string, options: Options) => {
      const { html, lang } = options
      const reports = [
        readFile('before', before, readReport),
        readFile('after', after, readReport),
      ] as const
      const comparison = compareReports(...reports)
      if (html !== undefined) {
        const page = htmlComparison(visibleIn(reports), visibleIn(comparison), lang)
        withFile(html, () => writeFileSync(html, page))
      }
      io.out(options.json ? `${JSON.stringify(comparison)}\n` : text(comparison))
      if (comparison.rules.some(({ turn }) => turn === 'worse')) process.exitCode = 1
    })
}

const MARKS = { better: '+', worse: '-', other: ' ' }

function text(comparison: Comparison): string {
  const { verdict, score, differing, apartFen, rules, money, unlike } = comparison
  const lines = [
    `verdict  ${change(verdict)}`,
    `score    ${change([score[0] ?? 'none', score[1] ?? 'none'])}`,
    `orders that differ  ${change(differing)}`,
    `yuan apart  ${change([yuan(apartFen[0]), yuan(apartFen[1])])}`,
    ...rules.map(
      ({ id, severity, before, after, turn }) =>
        `${MARKS[turn]} ${id.padEnd(8)} ${before ?? 'absent'} → ${after ?? 'absent'} (${severity})`,
    ),
    ...money.map(
      ({ saleId, before, after, turn }) =>
        `${MARKS[turn]} ${saleId}  ${before ?? 'absent'} → ${after ?? 'absent'}`,
    ),
    ...(rules.length + money.length === 0 ? ['no rule and no order changed'] : []),
    ...unlike.map((what) => `! not the same run: ${what}`),
  ]
  return `${lines.join('\n')}\n`
}

function change([before, after]: readonly [unknown, unknown]): string {
  return before === after ? String(after) : `${String(before)} → ${String(after)}`
}
