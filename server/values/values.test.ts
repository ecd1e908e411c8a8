// Money, instants, ids and chance at their edges.
import { describe, expect, test } from 'vitest'
import { drawNotifyId, drawQrCode, drawTradeNo, traceId } from './ids.ts'
import {
  addChinaMonths,
  formatChinaTime,
  formatDuration,
  nextChinaMidnight,
  parseChinaTime,
  parseDuration,
} from './instant.ts'
import { formatYuan, parseYuan } from './money.ts'
import { createDraw } from './random.ts'

describe('yuan', () => {
  test.each([
    ['88.88', 8_888],
    ['0.01', 1],
    ['1', 100],
    ['1.5', 150],
    [' 1.00 ', 100],
    ['007.10', 710],
    [0.1, 10],
    [19.99, 1_999],
    [8.03, 803],
    ['9999999999.99', 999_999_999_999],
  ])('%j is %d fen', (yuan, fen) => expect(parseYuan(yuan)).toBe(fen))

  test.each([
    '',
    '-1',
    '1.001',
    '1e2',
    '.5',
    '1.',
    '１',
    '0x1',
    'NaN',
    1e21,
    -0.5,
    null,
    true,
    [],
    {},
  ])('%j is no amount', (yuan) => expect(parseYuan(yuan)).toBeUndefined())

  test('every fen from 0 to 100000 survives writing and reading', () => {
    for (let fen = 0; fen <= 100_000; fen++) {
      if (parseYuan(formatYuan(fen)) !== fen) throw new Error(`${fen} fen are lost`)
    }
    expect([formatYuan(5), formatYuan(-5), formatYuan(0)]).toEqual(['0.05', '-0.05', '0.00'])
  })
})

describe('China time', () => {
  test('midnight in China is four in the afternoon of the day before', () => {
    const midnight = Date.UTC(2026, 0, 4, 16)
    expect(formatChinaTime(midnight)).toBe('2026-01-05 00:00:00')
    expect(parseChinaTime('2026-01-05 00:00:00')).toBe(midnight)
    expect(nextChinaMidnight(midnight)).toBe(midnight + 86_400_000)
    expect(nextChinaMidnight(midnight - 1)).toBe(midnight)
  })

  test.each([
    '2026-02-29 00:00:00',
    '2026-01-01 24:00:00',
    '2026-13-01 00:00',
    '26-01-01 00:00',
    '',
  ])('%j is no time', (text) => expect(parseChinaTime(text)).toBeUndefined())

  test('a month after the last of January is the last of February', () => {
    const at = parseChinaTime('2026-01-31 23:30:00') ?? 0
    expect(formatChinaTime(addChinaMonths(at, 1))).toBe('2026-02-28 23:30:00')
  })
})

test.each([
  ['8s', 8_000, '8s'],
  ['1h30m', 5_400_000, '1h 30m'],
  ['250ms', 250, '250ms'],
  ['25h', 90_000_000, '1d 1h'],
  ['1.5s', 1_500, '2s'],
])('%s lasts %d ms and is said as %s', (text, durationMs, written) => {
  expect(parseDuration(text)).toBe(durationMs)
  expect(formatDuration(durationMs)).toBe(written)
})

test.each(['', '5', 'h', '-1s', '1 h', '5x'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})

test('ids have the shapes of recorded ones', () => {
  let draws = 0
  const draw = createDraw('seed', () => ++draws)
  const at = Date.UTC(2026, 0, 5, 2, 3, 4)
  const buyerId = '2088722003899169'
  expect(drawTradeNo(draw, buyerId, at)).toMatch(/^2026010522001\d{3}16\d{10}$/)
  expect(drawNotifyId(draw, buyerId, at)).toMatch(/^202601050022210030409916\d{10}$/)
  expect(drawQrCode(draw)).toMatch(/^https:\/\/qr\.alipay\.com\/bax\d{5}[a-z0-9]{16}$/)
  expect(traceId(at, 7)).toMatch(/^\d{29,}$/)
})

test('a draw depends on seed, stream and counter, and on nothing else', () => {
  const draw = (seed: string, stream: string, counter: number) =>
    createDraw(seed, () => counter).digits(stream, 20)
  expect(draw('a', 's', 1)).toBe(draw('a', 's', 1))
  const others = [draw('b', 's', 1), draw('a', 't', 1), draw('a', 's', 2)]
  expect(new Set([draw('a', 's', 1), ...others]).size).toBe(4)
})
