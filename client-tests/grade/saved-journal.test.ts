import { describe, expect, test } from 'vitest'
import type { Entry } from '../../server/journal/entry.ts'
import { readTrace } from '../../server/journal/trace.ts'
import { gradeEntries } from './grade.ts'
import { maskCode, maskerOf } from '../../server/journal/mask.ts'
import { hashTranscript, parseJournal, writeJournal } from './saved-journal.ts'
import { createJournal } from '../trace/journal.fixture.ts'
import { AUTH_CODE, goodRun, lateCancelRun } from './run.fixture.ts'

const maskEntries = (entries: readonly Entry[]) => entries.map(maskerOf(entries).mask)

/** A sale that is paid, says a forger, and the merchant takes his word. */
const forgedAndBelieved = () =>
  createJournal()
    .sale('s1', 2_000, 'qr')
    .call(0, 'PRECREATE', 'A1', 'OK')
    .notice(5, 'A1', { bend: 'forged' })
    .belief(6, 'PAID')
    .until(30)

const entries = lateCancelRun().entries()
const line = (value: object) =>
  JSON.stringify({ schemaVersion: 2, seq: 1, at: 1, elapsedMs: 1, ...value })
const clock = { kind: 'clock', act: 'advance', from: 1, to: 2 }

describe('a saved journal', () => {
  test('reads back as it was written', () => {
    expect(parseJournal(writeJournal(entries))).toEqual(
      JSON.parse(JSON.stringify(maskEntries(entries))),
    )
  })
  test('gets the same verdicts as the live run', () => {
    const saved = parseJournal(writeJournal(entries))
    expect(gradeEntries(saved)).toEqual(gradeEntries(entries))
  })
  test('proves the hash of the live run', () => {
    expect(hashTranscript(parseJournal(writeJournal(entries)))).toBe(hashTranscript(entries))
  })
  test('has a hash of what it holds', () => {
    expect(hashTranscript(lateCancelRun().entries())).toBe(hashTranscript(entries))
    expect(hashTranscript(goodRun().entries())).not.toBe(hashTranscript(entries))
  })
  test('of schema 1 gets the verdicts of today, and keeps its hash', () => {
    const today = forgedAndBelieved().entries()
    const older = writeJournal(today).replaceAll(/"schemaVersion":2/g, '"schemaVersion":1')
    const text = older.replace('"bend":{"kind":"forged","note":"forged"}', '"bend":"forged: none"')
    const verdict = (of: readonly Entry[]) =>
      gradeEntries(of).rules.find(({ id }) => id === 'NTF-01')?.verdict.status
    expect(verdict(today)).toBe('fail')
    expect(verdict(parseJournal(text))).toBe('fail')
    expect(writeJournal(parseJournal(text))).toBe(text)
  })
  test('skips empty lines', () => {
    expect(parseJournal(`\n${line(clock)}\n\n`)).toHaveLength(1)
  })
  test.each([
    ['{', 'line 1: not JSON'],
    ['[]', 'line 1: not a JSON object'],
    [JSON.stringify({ schemaVersion: 3 }), 'line 1: schemaVersion 3 is not 1 or 2'],
    [JSON.stringify({}), 'line 1: schemaVersion none is not 1 or 2'],
    [line({ kind: 'gossip' }), 'line 1: unknown kind "gossip"'],
    [line({ kind: 'toString' }), 'line 1: unknown kind "toString"'],
    [line({ ...clock, to: '2' }), 'line 1: clock: field `to` is missing or of the wrong type'],
    [
      line({ kind: 'run-end', maxDelayMs: 400, delays: [null] }),
      'line 1: run-end: field `delays` is missing or of the wrong type',
    ],
    [`${line(clock)}\n${line(clock)}`, 'line 2: seq 1 does not follow 1'],
  ])('refuses %s', (text, message) => {
    expect(() => parseJournal(text)).toThrow(message)
  })
})

describe('a journal that 0.1.0 saved, with codes and without their meaning', () => {
  const savedThen = (live: readonly Entry[]) =>
    live
      .map((entry) => {
        const old = { ...entry, schemaVersion: 1 }
        if (entry.kind !== 'answer') return JSON.stringify(old)
        const { meaning: _meaning, reason: _reason, ...result } = entry.result
        return JSON.stringify({ ...old, result })
      })
      .join('\n')

  test.each([
    ['a late cancel', lateCancelRun().entries()],
    ['a good run', goodRun().entries()],
  ])('%s gets the verdicts it got', (_what, live) => {
    const text = savedThen(live)
    const { rules, verdict } = gradeEntries(parseJournal(text))
    const today = gradeEntries(live)
    expect(text).not.toContain('"meaning"')
    expect({ rules, verdict }).toEqual({ rules: today.rules, verdict: today.verdict })
    expect(rules.some((rule) => rule.verdict.status === 'pass')).toBe(true)
  })
})

describe('masking', () => {
  const request = (body: string, encoding: 'utf8' | 'base64' = 'utf8'): Entry => ({
    schemaVersion: 2,
    seq: 1,
    at: 1,
    elapsedMs: 1,
    kind: 'request',
    exchange: 'x1',
    protocol: 'test',
    ids: { authCode: AUTH_CODE },
    wire: { start: 'POST /gateway.do', headers: {}, body, encoding },
  })
  const masked = (body: string, encoding?: 'utf8' | 'base64') => {
    const [entry] = maskEntries([request(body, encoding)])
    return entry?.kind === 'request' ? entry.wire.body : undefined
  }

  test('keeps two digits at each end and a digest', () => {
    expect(maskCode(AUTH_CODE)).toMatch(/^28\*[0-9a-f]{8}\*32$/)
  })
  test('keeps equal codes equal and different ones different', () => {
    expect(maskCode(AUTH_CODE)).toBe(maskCode(AUTH_CODE))
    expect(maskCode('287654321098765532')).not.toBe(maskCode(AUTH_CODE))
  })
  test('does not change what is masked already', () => {
    expect(maskEntries(maskEntries(entries))).toEqual(maskEntries(entries))
  })
  test('leaves no code in the file', () => {
    expect(writeJournal(entries)).not.toContain(AUTH_CODE)
    expect(writeJournal(goodRun().entries())).toContain(maskCode(AUTH_CODE))
  })
  test.each([
    ['JSON', JSON.stringify({ auth_code: AUTH_CODE })],
    ['JSON in JSON', JSON.stringify({ biz_content: JSON.stringify({ auth_code: AUTH_CODE }) })],
    ['a form', `auth_code=${AUTH_CODE}&x=1`],
  ])('reaches into %s and leaves it readable', (_name, body) => {
    expect(masked(body)).toBe(body.replace(AUTH_CODE, maskCode(AUTH_CODE)))
  })
  test('reaches into bytes that are no text', () => {
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`"auth_code":"${AUTH_CODE}"`),
    ])
    const read = Buffer.from(masked(bytes.toString('base64'), 'base64') ?? '', 'base64')
    expect(read.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]))
    expect(read.toString('latin1')).not.toContain(AUTH_CODE)
  })
  test('hides codes and tokens of which only the body knows', () => {
    const body = JSON.stringify({
      auth_code: '281111111111111111',
      app_auth_token: '202601BBabcdef',
    })
    expect(masked(body)).not.toMatch(/281111111111111111|202601BBabcdef/)
    expect(JSON.parse(masked(body) ?? '')).toHaveProperty('app_auth_token')
  })
  test('leaves the trace as it was but for the codes', () => {
    const before = readTrace(entries).exchanges.map(({ seq, startMs, seenMs }) => [
      seq,
      startMs,
      seenMs,
    ])
    const after = readTrace(maskEntries(entries)).exchanges
    expect(after.map(({ seq, startMs, seenMs }) => [seq, startMs, seenMs])).toEqual(before)
  })
})
