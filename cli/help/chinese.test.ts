// The help in Chinese: every text of every command has its Chinese, and the columns stay in line.
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { displayWidth } from '../../client-tests/reports/width.ts'
import { loadEverything } from '../program.ts'
import { runCli, silentIo } from '../run.fixture.ts'
import { CHINESE, chinese } from './chinese.ts'
import { speak } from './help.ts'

const program = await loadEverything(silentIo)

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)]
}

/** Everything that the help of any command asks the Chinese of. */
const asked = new Set<string>()
speak(program, (english) => {
  asked.add(english)
  return english
})
for (const command of everyCommand(program)) {
  command.configureOutput({ writeOut: () => {} })
  command.outputHelp()
}

describe('every text of the help', () => {
  test('has its Chinese: what stands here first has none', () => {
    expect(asked.size).toBeGreaterThan(200)
    expect([...asked].filter((english) => CHINESE[english] === undefined)).toEqual([])
  })
  test('is said by a command: what stands here first is said by none', () => {
    expect(Object.keys(CHINESE).filter((english) => !asked.has(english))).toEqual([])
  })
  test('is told apart from its Chinese by more than the names in it', () => {
    const same = Object.entries(CHINESE).filter(([english, zh]) => english === zh)
    expect(same).toEqual([])
    expect(Object.values(CHINESE).filter((zh) => !/\p{Script=Han}/u.test(zh))).toEqual([])
  })
})

const LINES = everyCommand(program).map((command) => {
  const words = []
  for (let one: Command | null = command; one?.parent; one = one.parent) words.unshift(one.name())
  return words.join(' ')
})

test.each(LINES)('the help of "%s" is Chinese where LANG is', async (line) => {
  const { code, out } = await runCli(`${line} --help`, { env: { LANG: 'zh_CN.UTF-8' } })
  expect(code).toBe(0)
  expect(out).toMatch(/^用法: alipay-sim/m)
  expect(out).not.toMatch(/^(Usage|Options|Commands|Arguments|Examples):/m)
  expect(out).not.toMatch(/\((choices|default): /)
})

test('an option says its choices and its default in Chinese', async () => {
  const { out } = await runCli('completion --help', { env: { LC_ALL: 'zh_CN.UTF-8' } })
  expect(out).toContain('哪种 shell 的脚本 (可选: "bash", "zsh", "fish")')
  const serve = await runCli('serve --help', { env: { LC_ALL: 'zh_CN.UTF-8' } })
  expect(serve.out).toContain('(默认: 8600)')
})

test.each(['', 'grade', 'fault add', 'buyer code'])(
  'descriptions of "%s" begin in one column, and no line runs past 80 cells',
  async (line) => {
    const { out } = await runCli(`${line} --help`, { env: { LANG: 'zh_CN.UTF-8' } })
    const lists = out.slice(out.indexOf('选项:'), out.indexOf('示例:')).split('\n')
    const items = lists.filter((text) => /^ {2}\S/.test(text))
    const starts = items.flatMap((text) => /^ {2}\S.*? {2,}(?=\S)/.exec(text) ?? [])
    expect(starts.length).toBeGreaterThan(5)
    expect(new Set(starts.map((text) => displayWidth(text))).size).toBe(1)
    for (const text of lists) expect(displayWidth(text)).toBeLessThanOrEqual(80)
  },
)

test('English stays the language without a word about it, and of any other', async () => {
  for (const env of [{}, { LANG: 'C' }, { LANG: 'de_DE.UTF-8' }]) {
    expect((await runCli('fault add --help', { env })).out).toContain('at most this often')
  }
})

test('a text without its Chinese is said in English', () => {
  expect(chinese('something new')).toBe('something new')
})
