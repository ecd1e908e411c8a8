// A few scenarios in real time, against the exemplary merchant as a process of its own.
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { SCENARIOS } from '../../scenario/library.ts'
import { gradeEntries, isExercised } from '../../grade/grade.ts'
import { runOverHttp } from './over-http.ts'

const SHOP = fileURLToPath(new URL('../../merchants/exemplary/process.ts', import.meta.url))
const only = (...ids: string[]) => SCENARIOS.filter(({ id }) => ids.includes(id))

describe('the exemplary merchant as a program, graded over HTTP', () => {
  test('passes what a few scenarios exercise, with real sockets, resets and notifications', async () => {
    const seen: string[] = []
    const lines: string[] = []
    const left: number[] = []
    const entries = await runOverHttp({
      merchant: { command: [process.execPath, SHOP] },
      name: 'exemplary',
      timeScale: 0.1,
      scenarios: only('S01', 'S11', 'S12', 'S30', 'S46', 'S47'),
      onProgress: ({ done, total, what, leftMs }) => {
        seen.push(`${done}/${total}`)
        lines.push(what)
        left.push(leftMs)
      },
    })
    const card = gradeEntries(entries)
    const red = card.rules.filter(({ verdict }) => ['fail', 'warn'].includes(verdict.status))
    expect(red.map(({ id, verdict }) => ({ id, verdict }))).toEqual([])
    expect(card.rules.filter(isExercised).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['EXC-05', 'EXC-07', 'EXC-08', 'REF-01', 'NTF-09', 'ONE-06']),
    )
    expect(card.totals).toMatchObject({ sales: 12, differing: 0 })
    // A busy machine may leave a sale undecided, which is then played again.
    expect(seen).toContain('12/12')
    // Told of each fault as it strikes, and of the real time that is left.
    expect(lines).toEqual(expect.arrayContaining(['S11: unknown', 'S01 pays-at-once']))
    expect(left[0]).toBeLessThan(20_000)
    expect(left.at(-1)).toBe(0)
    // So that a failure can be held against what the machine did meanwhile.
    expect(entries.at(-1)).toMatchObject({
      kind: 'run-end',
      maxDelayMs: expect.any(Number),
      delays: expect.any(Array),
      clientTimeoutMs: 5_000,
    })
    // A reset is a reset on the wire, and the journal knows that nobody got a byte.
    const lost = entries.find((entry) => entry.kind === 'answer' && entry.travel === 'reset')
    const end = entries.find(
      (entry) => entry.kind === 'end' && 'exchange' in entry && entry.exchange === exchangeOf(lost),
    )
    expect(end).toMatchObject({ whole: false, deliveredBytes: 0 })
  }, 180_000)

  test('a program that ends before it is ready is shown with its last words', async () => {
    const merchant = {
      command: [process.execPath, '-e', 'console.error("no keys"); process.exit(3)'],
    }
    const run = runOverHttp({ merchant, name: 'broken', scenarios: only('S01') })
    await expect(run).rejects.toThrow(/ended \(3\) before it was ready; it said:\nno keys/)
  })

  test('a URL where no adapter answers is named', async () => {
    const merchant = { url: 'http://127.0.0.1:9' }
    const run = runOverHttp({ merchant, name: 'absent', scenarios: only('S01') })
    await expect(run).rejects.toThrow('GET /conformance/capabilities: no answer')
  })
})

const exchangeOf = (entry: object | undefined) =>
  entry && 'exchange' in entry ? entry.exchange : undefined
