// docs/official-checklist.md is held to what there is: every row of Alipay's checklist is on it, says
// how it is seen, and names only rules and questions that exist.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checklist } from '../rules/checklist.ts'
import { QUESTIONS } from './questionnaire.table.ts'

const page = readFileSync(new URL('../../docs/official-checklist.md', import.meta.url), 'utf8')

/** The rows of Alipay's checklist of July 2026, by section. */
const SECTIONS = [4, 8, 6, 8, 3, 10]
const ROWS = SECTIONS.flatMap((length, section) =>
  Array.from({ length }, (_, place) => `${section + 1}.${place + 1}`),
)

interface Line {
  row: string
  asks: string
  seen: string[]
  how: string
}

const lines: Line[] = page.split('\n').flatMap((line) => {
  const [, row = '', asks = '', seen = '', how = ''] = line.split('|').map((cell) => cell.trim())
  return /^\d\.\d+$/.test(row) ? [{ row, asks, seen: seen.split(', '), how }] : []
})

const namesIn = (text: string) => text.match(/\b[A-Z]{2,5}-\d\d\b/g) ?? []

test('all 39 rows are on the page, in order, with the official name', () => {
  expect(ROWS).toHaveLength(39)
  expect(lines.map(({ row }) => row)).toEqual(ROWS)
  for (const { asks } of lines) expect(asks).toMatch(/^[^:]*\p{Script=Han}[^:]*: \S/u)
})

test.each(lines)('row $row says how it is seen, and what to do where no run shows it', (line) => {
  const { seen, how } = line
  const ways = ['rules', 'attestation', 'static', 'unseen']
  expect(seen.filter((way) => !ways.includes(way))).toEqual([])
  const named = namesIn(how)
  const isRule = (id: string) => !id.startsWith('ATT-')
  expect(named.some(isRule) || !seen.includes('rules')).toBe(true)
  expect(named.some((id) => !isRule(id))).toBe(seen.includes('attestation'))
  const isByHand = seen.includes('static') || seen.includes('unseen')
  expect(how.length > 40 || !isByHand).toBe(true)
})

test('every rule and question that the page names exists', () => {
  const there = [...checklist.rules.map(({ id }) => id), ...QUESTIONS.map(({ id }) => id)]
  const named = [...new Set(namesIn(page))]
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((id) => !there.includes(id))).toEqual([])
})
