// Same seed, same scenarios, virtual time: the same bytes. And a journal that was saved says the
// same to every rule as the run it came from.
import { describe, expect, test } from 'vitest'
import type { Entry } from '../server/journal/entry.ts'
import { SCENARIOS } from './scenario/library.ts'
import { runInProcess } from './drives/in-process/in-process.ts'
import { gradeEntries } from './grade/grade.ts'
import { inProcess } from './merchants/exemplary/in-process.ts'
import { mutantCalled } from './merchants/mutants/mutants.ts'
import { hashTranscript, parseJournal, writeJournal } from './grade/saved-journal.ts'

const run = (seed?: string) =>
  runInProcess(inProcess({ name: 'exemplary', bend: {} }), SCENARIOS, { seed })
const bytes = (entries: readonly Entry[]) =>
  entries.map((entry) => JSON.stringify(entry)).join('\n')

describe(
  'two runs of all scenarios with one seed, many sales side by side',
  { timeout: 180_000 },
  () => {
    test('give byte-identical transcripts', async () => {
      const [first, second] = [await run(), await run()]
      expect(bytes(second) === bytes(first)).toBe(true)
      expect(hashTranscript(second)).toBe(hashTranscript(first))
      expect(mostSalesAtOnce(first)).toBeGreaterThan(10)
    })

    test('and another seed gives another transcript', async () => {
      expect(hashTranscript(await run('another'))).not.toBe(hashTranscript(await run()))
    })
  },
)

test('two runs of a till with two wallets give byte-identical transcripts, too', async () => {
  const till = { name: 'both', bend: {}, capabilities: { wallets: ['alipay', 'wechat'] } } as const
  const played = SCENARIOS.filter(({ id }) => ['S02', 'S100', 'S101', 'S102', 'S103'].includes(id))
  const [first, second] = [
    await runInProcess(inProcess(till), played),
    await runInProcess(inProcess(till), played),
  ]
  expect(bytes(second) === bytes(first)).toBe(true)
  const families = first.flatMap((entry) => (entry.kind === 'request' ? [entry.family] : []))
  expect(families).toEqual(expect.arrayContaining(['openapi', 'wechat']))
})

test('two runs of a service provider with tills at home and abroad, too', async () => {
  const capabilities = { wallets: ['alipay', 'ams'], sellsForOthers: true } as const
  const till = { name: 'home-and-abroad', bend: {}, capabilities }
  const played = SCENARIOS.filter(({ id }) => ['S02', 'S70', 'S77', 'S78', 'S80'].includes(id))
  const [first, second] = [
    await runInProcess(inProcess(till), played),
    await runInProcess(inProcess(till), played),
  ]
  expect(bytes(second) === bytes(first)).toBe(true)
  const families = first.flatMap((entry) => (entry.kind === 'request' ? [entry.family] : []))
  expect(families).toEqual(expect.arrayContaining(['openapi', 'ams']))
})

test('two runs of a shop at the old gateway and the open platform, too', async () => {
  const capabilities = { wallets: ['alipay', 'mapi'] } as const
  const shop = { name: 'old-and-new', bend: {}, capabilities }
  const played = SCENARIOS.filter(({ id }) => ['S30', 'S90', 'S92', 'S95'].includes(id))
  const [first, second] = [
    await runInProcess(inProcess(shop), played),
    await runInProcess(inProcess(shop), played),
  ]
  expect(bytes(second) === bytes(first)).toBe(true)
  const families = first.flatMap((entry) => (entry.kind === 'request' ? [entry.family] : []))
  expect(families).toEqual(expect.arrayContaining(['openapi', 'mapi']))
})

test(
  'the rules say the same of a saved journal as of the live run',
  { timeout: 180_000 },
  async () => {
    const merchant = inProcess(mutantCalled('new-request-no-per-try'))
    const live = await runInProcess(merchant, SCENARIOS)
    const saved = parseJournal(writeJournal(live))
    const verdicts = (entries: readonly Entry[]) =>
      gradeEntries(entries).rules.map(({ id, verdict }) => ({ id, verdict }))
    expect(verdicts(saved)).toEqual(verdicts(live))
    expect(gradeEntries(live).verdict).toBe('not-ready')
    expect(hashTranscript(saved)).toBe(hashTranscript(live))
  },
)

/** The largest number of sales that were open at one moment. */
function mostSalesAtOnce(entries: readonly Entry[]): number {
  const lastMs = new Map<string, number>()
  for (const entry of entries)
    if (entry.kind === 'belief') lastMs.set(entry.saleId, entry.elapsedMs)
  const starts = entries.flatMap((entry) =>
    entry.kind === 'sale' ? [{ saleId: entry.saleId, atMs: entry.elapsedMs }] : [],
  )
  return Math.max(
    ...starts.map(
      ({ atMs }) =>
        starts.filter((one) => one.atMs <= atMs && (lastMs.get(one.saleId) ?? 0) >= atMs).length,
    ),
  )
}
