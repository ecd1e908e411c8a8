import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MISTAKES_ZH } from './openapi-mistakes.zh.table.ts'

test('every sentence that is translated is one that the server says', () => {
  const folder = join(import.meta.dirname, '../../server/protocols')
  const sources = globSync('**/diagnosis/*.ts', { cwd: folder })
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
  const unknown = Object.keys(MISTAKES_ZH).filter((english) => !sources.includes(`'${english}'`))
  expect(Object.keys(MISTAKES_ZH).length).toBeGreaterThan(30)
  expect(unknown).toEqual([])
})
