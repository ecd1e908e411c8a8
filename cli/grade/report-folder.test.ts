// The folder of a run: no run overwrites another, and the latest is always at one place.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { goodRun, lateCancelRun } from '../../client-tests/grade/run.fixture.ts'
import { writeJournal } from '../../client-tests/grade/saved-journal.ts'
import { keepCli } from '../run.fixture.ts'
import { runBefore, writeRun } from './report-folder.ts'

const { folder, written, exitCode } = keepCli()
const NOON = new Date('2026-11-28T12:00:00.500Z')

test('two runs of one second have a folder each, and latest holds the later of each name', () => {
  const reports = join(folder(), 'reports')
  writeRun(reports, NOON, { 'a.html': 'first', 'a.json': '1' })
  writeRun(reports, NOON, { 'b.html': 'other' })
  writeRun(reports, NOON, { 'a.html': 'second' })
  const names = ['2026-11-28T12-00-00Z', '2026-11-28T12-00-00Z-2', '2026-11-28T12-00-00Z-3']
  expect(readdirSync(reports).toSorted()).toEqual([...names, 'latest'])
  const read = (...path: string[]) => readFileSync(join(reports, ...path), 'utf8')
  expect(read(names[0] ?? '', 'a.html')).toBe('first')
  expect(read('latest', 'a.html')).toBe('second')
  expect(read('latest', 'b.html')).toBe('other')
})

test('a folder that cannot be made is said with the remedy', () => {
  const inTheWay = join(folder(), 'reports')
  writeFileSync(inTheWay, '')
  expect(() => writeRun(inTheWay, NOON, { 'a.html': '' })).toThrow(
    `${inTheWay} cannot be a folder, for a file is in the way`,
  )
})

test('a report that cannot be read any more is no run before', () => {
  mkdirSync(join(folder(), 'latest'))
  expect(runBefore(folder(), 'merchant')).toBeUndefined()
  writeFileSync(join(folder(), 'latest', 'merchant.json'), '{"schemaVersion":99}')
  expect(runBefore(folder(), 'merchant')).toBeUndefined()
})

test('a report says what has changed since the run before, as compare does', async () => {
  const grade = async (name: string, text: string) => {
    const file = join(folder(), `${name}.jsonl`)
    writeFileSync(file, text)
    await exitCode('grade', '--journal', file, '--reports', join(folder(), 'r'))
  }
  await grade('shop', writeJournal(lateCancelRun().entries()))
  const page = () => readFileSync(join(folder(), 'r', 'latest', 'shop.html'), 'utf8')
  const before = join(folder(), 'before.json')
  writeFileSync(before, readFileSync(join(folder(), 'r', 'latest', 'shop.json')))
  expect(page()).not.toContain('Since the run before')
  await grade('shop', writeJournal(goodRun().entries()))
  expect(page()).toContain('Since the run before')
  expect(page()).toContain('1 rule got better.')
  process.exitCode = undefined
  const html = join(folder(), 'compared.html')
  const after = join(folder(), 'r', 'latest', 'shop.json')
  expect(await exitCode('grade', 'compare', before, after, '--html', html, '--lang', 'zh')).toBe(0)
  expect(written().out).toContain('+ POLL-05')
  expect(existsSync(html)).toBe(true)
  expect(readFileSync(html, 'utf8')).toMatch(/<html lang="zh-CN">[\s\S]*两次运行对比/)
})
