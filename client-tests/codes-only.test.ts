// A shop that sells by payment code and never shows a QR code: the attacks on notifications must find it out
// all the same.
import { describe, expect, test } from 'vitest'
import { runInProcess } from './drives/in-process/in-process.ts'
import { gradeEntries, isExercised } from './grade/grade.ts'
import { SCENARIOS } from './scenario/library.ts'
import type { Decisions } from './merchants/exemplary/decisions.ts'
import { inProcess } from './merchants/exemplary/in-process.ts'

const ATTACKS = SCENARIOS.filter(({ id }) =>
  ['S36', 'S37', 'S37b', 'S38', 'S41', 'S44'].includes(id),
)

async function gradeOf(bend: Partial<Decisions>) {
  const merchant = inProcess({ name: 'codes only', bend, capabilities: { codesOnly: true } })
  const entries = await runInProcess(merchant, ATTACKS)
  const opened = entries.flatMap((entry) => (entry.kind === 'sale' ? [entry.channel] : []))
  return { opened: new Set(opened), rules: gradeEntries(entries).rules }
}

describe('a shop that sells by payment code alone', () => {
  test('is exercised on every rule about what a notification must be checked for', async () => {
    const { opened, rules } = await gradeOf({})
    expect(opened).toEqual(new Set(['barcode']))
    expect(rules.filter(({ verdict }) => verdict.status === 'fail')).toEqual([])
    const checks = 'NTF-01 NTF-02 NTF-03 NTF-04 NTF-05 NTF-06 NTF-07 NTF-08 NTF-11 NTF-19 NTF-21'
    const exercised = rules.filter(isExercised).map(({ id }) => id)
    expect(exercised).toEqual(expect.arrayContaining(checks.split(' ')))
  })

  test.each<[string, Partial<Decisions>, string]>([
    ['verifies no signature', { verifySignature: () => true }, 'NTF-01'],
    ['compares no amount', { matchAmount: () => true }, 'NTF-05'],
    ['books every notification', { isDuplicate: () => false }, 'NTF-07'],
    ['decodes the text twice', { readForm: (body) => twice(body) }, 'NTF-21'],
  ])('and %s is found out', async (_flaw, bend, rule) => {
    const { rules } = await gradeOf(bend)
    expect(rules.find(({ id }) => id === rule)?.verdict.status).toBe('fail')
  })
})

const twice = (body: string) =>
  Object.fromEntries(
    new URLSearchParams(new URLSearchParams(body).toString().replaceAll('%25', '%')),
  )
