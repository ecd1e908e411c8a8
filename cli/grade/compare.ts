// `grade compare`: what a fix changed, from two JSON reports. Exit code 1 when something got worse.
import { Command } from 'commander'
import { readReport } from '../../client-tests/reports/report-schema.ts'
import { compareReports, type Comparison } from '../../client-tests/verdicts/compare.ts'
import { readFile } from './judging.ts'
import type { Io } from '../io.ts'
import { examplesText, afterword } from '../help/help.ts'

export function compareCommand(io: Io): Command {
  return new Command('compare')
    .summary('show what changed between two reports')
    .argument('<before>', 'a JSON report')
    .argument('<after>', 'a later one')
    .option('--json', 'print JSON for scripts')
    .addHelpText('after', afterword('Exits 1 when a rule got worse.'))
    .addHelpText(
      'after',
      examplesText(['grade compare before/merchant.json reports/merchant.json']),
    )
    .action((before: string, after: string, options: { json?: boolean }) => {
      const comparison = compareReports(
        readFile('before', before, readReport),
        readFile('after', after, readReport),
      )
      io.out(options.json ? `${JSON.stringify(comparison)}\n` : text(comparison))
      if (comparison.rules.some(({ turn }) => turn === 'worse')) process.exitCode = 1
    })
}

const MARKS = { better: '+', worse: '-', other: ' ' }

function text({ verdict, score, differing, rules, money, unlike }: Comparison): string {
  const lines = [
    `verdict  ${change(verdict)}`,
    `score    ${change([score[0] ?? 'none', score[1] ?? 'none'])}`,
    `orders that differ  ${change(differing)}`,
    ...rules.map(
      ({ id, severity, before, after, turn }) =>
        `${MARKS[turn]} ${id.padEnd(8)} ${before ?? 'absent'} → ${after ?? 'absent'} (${severity})`,
    ),
    ...money.map(
      ({ saleId, before, after }) => `  ${saleId}  ${before ?? 'absent'} → ${after ?? 'absent'}`,
    ),
    ...(rules.length + money.length === 0 ? ['no rule and no order changed'] : []),
    ...unlike.map((what) => `! not the same run: ${what}`),
  ]
  return `${lines.join('\n')}\n`
}

function change([before, after]: readonly [unknown, unknown]): string {
  return before === after ? String(after) : `${String(before)} → ${String(after)}`
}
