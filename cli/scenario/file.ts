// Finds a scenario by its file or by its name in the library, and says what is wrong with a file as
// a compiler would: file, line, field, remedy.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SCENARIOS } from '../../client-tests/scenario/library.ts'
import { readScenario, type Loaded, type Mistake } from '../../client-tests/scenario/read.ts'
import type { LocalizedText } from '../../client-tests/rules/rule.ts'
import type { Scenario } from '../../client-tests/scenario/scenario.ts'
import { readYaml } from '../../client-tests/scenario/yaml.ts'
import { Failure, messageOf } from '../failure.ts'
import { nearest } from '../../server/values/nearest.ts'

export async function loadScenario(given: string): Promise<Scenario> {
  const known = SCENARIOS.find(({ id, name }) => id === given || name === given)
  if (known && !existsSync(given)) return known
  const loaded = await readFile(given)
  if ('scenario' in loaded) return loaded.scenario
  const lines = loaded.mistakes.flatMap((mistake) => linesOf(given, mistake))
  throw new Failure(2, {
    en: `this is no scenario yet:\n${lines.join('\n')}`,
    zh: `场景有误：\n${lines.join('\n')}`,
  })
}

async function readFile(file: string): Promise<Loaded> {
  if (!existsSync(file)) {
    const { en, zh } = hint(file)
    throw new Failure(2, { en: `there is no file ${file}; ${en}`, zh: `没有文件 ${file}；${zh}` })
  }
  if (/\.ya?ml$/.test(file)) return readYaml(readFileSync(file, 'utf8'))
  if (!/\.[cm]?[jt]s$/.test(file)) {
    throw new Failure(2, {
      en: `${file}: a scenario is a .yaml, .yml, .ts or .js file`,
      zh: `${file}：场景必须是 .yaml、.yml、.ts 或 .js 文件`,
    })
  }
  try {
    const module: { default?: unknown } = await import(pathToFileURL(resolve(file)).href)
    return readScenario(module.default)
  } catch (error) {
    throw new Failure(2, {
      en: `${file} cannot be loaded: ${messageOf(error)}`,
      zh: `无法加载 ${file}：${messageOf(error)}`,
    })
  }
}

function hint(given: string): LocalizedText {
  const names = SCENARIOS.flatMap(({ id, name }) => [id, name])
  const meant = nearest(given, names)
  return meant === undefined
    ? { en: 'see "alipay-sim scenario list"', zh: '全部场景见 alipay-sim scenario list' }
    : { en: `did you mean ${meant}?`, zh: `是否想写 ${meant}？` }
}

function linesOf(file: string, { line, column, field, remedy, text }: Mistake): string[] {
  if (line === undefined) return [`  ${file}: ${field}: ${remedy}`]
  const number = String(line)
  return [
    `  ${file}:${line}:${column ?? 1}: ${field}: ${remedy}`,
    `    ${number} | ${text ?? ''}`,
    `    ${' '.repeat(number.length)} | ${' '.repeat(Math.max(0, (column ?? 1) - 1))}^`,
  ]
}
