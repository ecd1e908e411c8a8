// The pictures of the READMEs are those that the tool draws: small, of one size a name, and all of them shown.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FILES, PICTURES } from './pictures.ts'

const inFolder = readdirSync(PICTURES).toSorted()
const pages = { en: readFileSync('README.md', 'utf8'), zh: readFileSync('README.zh-CN.md', 'utf8') }

test('every picture that the tool draws is there, and no other (npm run pictures)', () => {
  expect(inFolder).toEqual(FILES.toSorted())
})

test.each(FILES)('%s is a small PNG, and stands in the README of its language', (file) => {
  const path = join(PICTURES, file)
  expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG')
  expect(statSync(path).size).toBeLessThan(120_000)
  const language = file.includes('.zh.') ? 'zh' : 'en'
  expect(pages[language]).toContain(`docs/pictures/${file}`)
})
