// What a run says while it lasts: one line on a terminal, a line now and then in a log.
import { expect, test } from 'vitest'
import { progress } from './graded.ts'
import type { Io } from './io.ts'

function said(how: Io['progress']): string {
  let err = ''
  const tell = progress({ progress: how, err: (text) => void (err += text) })
  tell(0, 8, 'S11: unknown', { atMostMs: 200_000 })
  tell(1, 8, 'S01 pays-at-once', { atMostMs: 185_400 })
  tell(2, 8, 'S11 system-busy-but-paid', { atMostMs: 125_400 })
  tell(2, 8, 'S03: reply-lost', { atMostMs: 59_001 })
  tell(7, 8, `S54 ${'an-outage-in-the-middle-of-the-cancel-'.repeat(3)}`, { atMostMs: 9_500 })
  tell(8, 8, 'S03 buyer-never-pays', { atMostMs: 0 })
  return err
}

test('on a terminal one line says what came to rest, what the gateway does to whom, and the time left', () => {
  const lines = said('rewritten').split('\r')
  expect(lines.map((line) => line.trimEnd())).toEqual([
    '',
    '  0/8 sales at rest · S11: unknown · at most 3 min 20 s left',
    '  1/8 sales at rest · S01 pays-at-once · at most 3 min 6 s left',
    '  2/8 sales at rest · S11 system-busy-but-paid · at most 2 min 6 s left',
    '  2/8 sales at rest · S03: reply-lost · at most 1 min 0 s left',
    '  7/8 sales at rest · S54 an-outage-in-the-middle-of-the-ca · at most 10 s left',
    '  8/8 sales at rest · S03 buyer-never-pays',
  ])
  expect(lines.slice(1).map((line) => line.replace('\n', '').length)).toEqual(Array(6).fill(79))
  expect(lines.at(-1)).toMatch(/\n$/)
})

test('a log gets a line for each quarter of the sales', () => {
  expect(said('lines').split('\n')).toEqual([
    '  2/8 sales at rest · S11 system-busy-but-paid · at most 2 min 6 s left',
    expect.stringMatching(/^ {2}7\/8 sales at rest · S54 .* · at most 10 s left$/),
    '  8/8 sales at rest · S03 buyer-never-pays',
    '',
  ])
})

test('where nothing is to be said, nothing is', () => {
  expect(said('none')).toBe('')
})
