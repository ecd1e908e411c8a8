// Every text that a rule cites is told on docs/sources.md, by document and line.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checklist } from './checklist.ts'

const page = readFileSync(new URL('../../docs/sources.md', import.meta.url), 'utf8')

/** `L4, L6-9` as the numbers of its lines. */
const linesIn = (text: string): number[] =>
  [...text.matchAll(/L(\d+)(?:-L?(\d+))?/g)].flatMap(([, from, to = from]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_line, nth) => Number(from) + nth),
  )

const told = new Map(
  page
    .split(/^## (?=\d{3}$)/m)
    .slice(1)
    .map((part) => {
      const rows = [...part.matchAll(/^\| (L[^|]+)\|/gm)].map(([, lines = '']) => lines)
      return [part.slice(0, 3), new Set(rows.flatMap(linesIn))]
    }),
)

test('of every rule each cited line', () => {
  const cited = checklist.rules.flatMap(({ id, source }) =>
    [...source.matchAll(/(\d{3}):((?:L\d+(?:-L?\d+)?,? ?)+)/g)].flatMap(
      ([, text = '', lines = '']) => linesIn(lines).map((line) => ({ id, text, line })),
    ),
  )
  expect(cited.length).toBeGreaterThan(200)
  expect(cited.filter(({ text, line }) => !told.get(text)?.has(line))).toEqual([])
})
