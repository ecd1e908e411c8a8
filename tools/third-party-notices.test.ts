import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { notice } from './third-party-notices.ts'

/** The folder of a package that was installed. */
function packageOf(name: string, files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'notices-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const manifest = JSON.stringify({ name, version: '1.2.3', license: 'ISC' })
  for (const [file, text] of Object.entries({ 'package.json': manifest, ...files })) {
    writeFileSync(join(folder, file), text)
  }
  return folder
}

test('the licence text of a package is the one that it carries', () => {
  const folder = packageOf('tea', { 'LICENSE.md': 'Drink it.\n' })
  expect(notice(folder)).toBe('tea 1.2.3 (ISC)\n\nDrink it.\n')
})

test('of one that carries none, it is the text kept here from its repository', () => {
  expect(notice(packageOf('saxes'))).toMatch(/^saxes 1.2.3 \(ISC\)\n\nThe ISC License/)
})

test('without any text the build fails, and says what helps', () => {
  expect(() => notice(packageOf('@tea/pot'))).toThrow(
    /@tea\/pot is bundled but carries no licence text: save that of its repository as .*@tea\+pot[.]txt/,
  )
})
