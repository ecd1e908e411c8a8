// `grade replay`: plays the scenarios that failed in a report again, with the same seed, against the
// same merchant, and says which rules fail again.
import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { readReport, type Report } from '../../client-tests/reports/report-schema.ts'
import { Failure } from '../failure.ts'
import { publish } from './publish.ts'
import { addAboutOptions, folderOf, readAbout, type AboutOptions } from './about.ts'
import { readFile, readJudging } from './judging.ts'
import { addConsoleOption, whileShown } from './console.ts'
import { merchantCalled, play, worldOf, type RunOptions } from './run.ts'
import type { Io } from '../io.ts'
import { languageOption } from '../language.ts'
import { isUrl } from './target.ts'
import { nearest } from '../../server/values/nearest.ts'
import { examplesText, afterword } from '../help/help.ts'

interface Options extends AboutOptions {
  rule?: string
  reports: string | false
  lang: 'en' | 'zh'
  console?: string | true
}

export function replayCommand(io: Io): Command {
  const command = new Command('replay')
    .summary('play again what failed in a report')
    .argument('<file>', 'the JSON report')
    .option('--rule <id>', 'only what failed this rule')
    .option('--reports <dir>', 'where the files of the replay go', 'reports')
    .option('--no-reports', 'write no files')
    .addOption(languageOption(io.env))
    .addHelpText('after', afterword('Exits 0 when nothing fails again, 1 when something does.'))
    .addHelpText(
      'after',
      examplesText([
        'grade replay reports/latest/merchant.json',
        'grade replay reports/latest/merchant.json --rule EXC-05',
        'grade replay reports/latest/merchant.json --console',
      ]),
    )
    .action(async (file: string, options: Options) => {
      process.exitCode = await replay(readFile('replay', file, readReport), options, io)
    })
  return addAboutOptions(addConsoleOption(command))
}

async function replay(report: Report, options: Options, io: Io): Promise<number> {
  const { run } = report
  if (!run?.target) {
    throw new Failure(2, {
      en:
        'replay: this report does not say how the merchant was reached: it was made from a saved journal, or of traffic alone (--passive); ' +
        'grade again with -- command… or --merchant, or repeat grade --passive',
      zh:
        'replay：报告中没有商户的启动方式或地址，因为它来自保存的流水或 --passive 的流量；' +
        '请用 -- 命令 或 --merchant 重新评分，或再次运行 grade --passive',
    })
  }
  const failed = failuresIn(report, options.rule)
  const scenario = scenariosOf(report, failed)
  if (scenario.length === 0)
    throw new Failure(2, {
      en: 'replay: nothing in this report failed',
      zh: 'replay：这份报告中没有不通过的规则',
    })
  io.err(`  ${scenario.join(' ')} (seed ${run.seed})\n`)
  const { command = [], merchant, scale, port = 0 } = run.target
  if (merchant !== undefined && !isUrl(merchant) && !existsSync(merchant)) {
    throw new Failure(2, {
      en: `replay: the mapping file ${merchant} is not here; replay in the folder in which the merchant was graded`,
      zh: `replay：此处没有映射文件 ${merchant}；请在当初评分的目录中重跑`,
    })
  }
  const about = readAbout(options, io.env, folderOf(command))
  const { lang } = options
  const how: RunOptions = {
    merchant,
    scale,
    port,
    scenario,
    lang,
    seed: run.seed,
    reading: report.reading.id,
  }
  const asked = {
    console: options.console,
    lang,
    merchant: merchantCalled(command, merchant),
    world: worldOf(command, how),
  }
  const card = await whileShown(asked, io, async (shown) =>
    publish(await play(command, { ...how, shown }, io), 'replay', {
      io,
      language: lang,
      show: 'nothing',
      judging: readJudging({ reading: report.reading.id }, run.target),
      about,
      ...(options.reports !== false && { reports: options.reports }),
    }),
  )
  let again = 0
  for (const { id } of failed) {
    const verdict = card.rules.find((rule) => rule.id === id)?.verdict
    const bad = verdict?.occurrences.find(({ status }) => status === 'fail')
    if (bad) again += 1
    const sentence = bad ? `  ${bad.sale ?? ''} ${bad.said[options.lang]}` : ''
    io.out(`${id.padEnd(8)} fail → ${verdict?.status ?? 'absent'}${sentence}\n`)
  }
  return again > 0 ? 1 : 0
}

function failuresIn({ rules }: Report, wanted: string | undefined): Report['rules'] {
  const failed = rules.filter(({ status }) => status === 'fail')
  if (wanted === undefined) return failed
  if (failed.some(({ id }) => id === wanted)) return failed.filter(({ id }) => id === wanted)
  const ids = failed.map(({ id }) => id)
  const hint = nearest(wanted, ids) ?? ids[0]
  throw new Failure(2, {
    en: `--rule: ${wanted} did not fail in this report${hint ? `; ${hint} did` : ''}`,
    zh: `--rule：${wanted} 在这份报告中没有不通过${hint ? `；不通过的有 ${hint}` : ''}`,
  })
}

function scenariosOf({ money }: Report, failed: Report['rules']): string[] {
  const scenarios = new Map(money.map(({ saleId, scenario }) => [saleId, scenario]))
  const played = failed.flatMap(({ occurrences }) =>
    occurrences.filter(({ status }) => status === 'fail').map(({ sale }) => scenarios.get(sale)),
  )
  return [...new Set(played.filter((id) => id !== undefined))]
}
