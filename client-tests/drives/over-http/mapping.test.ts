// A shop with plain GETs, cents and digits, as a program of its own, through its mapping file.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { SCENARIOS } from '../../scenario/library.ts'
import { readMapping } from '../../adapter/mapping/file.ts'
import { gradeEntries, isExercised } from '../../grade/grade.ts'
import { checkOverHttp } from './check.ts'
import { runOverHttp } from './over-http.ts'

const fileOf = (name: string) =>
  fileURLToPath(new URL(`../../merchants/foreign/${name}`, import.meta.url))
const foreign = () => ({
  command: [process.execPath, fileOf('process.ts')],
  mapping: readMapping(readFileSync(fileOf('shop.yaml'), 'utf8'), 'shop.yaml'),
})

describe('a shop with endpoints of its own, reached through a mapping file', () => {
  test('passes the adapter check, but for what the file does not map', async () => {
    const found = await checkOverHttp({ merchant: foreign(), timeScale: 0.1 })
    expect(found.filter(({ level }) => level !== 'ok')).toEqual([])
  })

  test('is graded: sales, refunds, QR codes and manual queries in cents and plain text', async () => {
    const entries = await runOverHttp({
      merchant: foreign(),
      name: 'foreign',
      timeScale: 0.1,
      scenarios: SCENARIOS.filter(({ id }) => ['S01', 'S11', 'S30', 'S46', 'S47'].includes(id)),
    })
    const { rules, totals } = gradeEntries(entries)
    expect(rules.filter(({ verdict }) => verdict.status === 'fail')).toEqual([])
    expect(rules.filter(isExercised).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['EXC-05', 'EXC-07', 'REF-01', 'ONE-06']),
    )
    expect(totals.sales).toBeGreaterThan(5)
    expect(totals.differing).toBe(0)
  }, 60_000)
})
