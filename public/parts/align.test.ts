import { expect, test } from 'vitest'
import { align, COLUMNS, type Piece } from './align.ts'

const pairs = (gateway: string, client: string): Piece[][] =>
  align(gateway, client).flatMap((one) => ('pieces' in one ? [one.pieces] : []))

test('what is missing in one text leaves a gap at its place', () => {
  expect(pairs('a=1&b=2&c=3', 'a=1&c=3')).toEqual([
    [
      { gateway: 'a=1&', client: 'a=1&' },
      { gateway: 'b=2&', client: '' },
      { gateway: 'c=3', client: 'c=3' },
    ],
  ])
})

test('long stretches that are alike are counted, and nothing of either text is lost', () => {
  const gateway = `${'x'.repeat(300)}/${'y'.repeat(300)}`
  const client = `${'x'.repeat(300)}B${'y'.repeat(300)}`
  const stretches = align(gateway, client)
  expect(stretches).toMatchObject([{ same: 276 }, { pieces: expect.any(Array) }, { same: 276 }])
  const shown = pairs(gateway, client).flat()
  const length = (side: keyof Piece) => shown.reduce((sum, piece) => sum + piece[side].length, 0)
  expect(length('gateway') + 552).toBe(gateway.length)
  expect(length('client') + 552).toBe(client.length)
})

test('a long difference goes on in further pairs of lines, each of one width', () => {
  const lines = pairs('a'.repeat(100), 'b'.repeat(100))
  const widths = lines.map((line) =>
    line.reduce((sum, { gateway, client }) => sum + Math.max(gateway.length, client.length), 0),
  )
  expect(widths).toEqual([COLUMNS, 100 - COLUMNS])
})

test('equal texts have no pair of lines', () => {
  expect(align('a'.repeat(50), 'a'.repeat(50))).toEqual([{ same: 50 }])
})

test('a parameter that is missing is marked whole, whatever letters its neighbour begins with', () => {
  const [line] = pairs('sign_type=RSA2&timestamp=2026', 'timestamp=2026')
  expect(line?.[0]).toEqual({ gateway: 'sign_type=RSA2&', client: '' })
})

test('within a parameter the letters that differ are marked', () => {
  const [line] = pairs('biz={"url":"http://a"}&x=1', String.raw`biz={"url":"http:\/\/a"}&x=1`)
  expect(line?.filter(({ gateway, client }) => gateway !== client)).toEqual([
    { gateway: '', client: '\\' },
    { gateway: '', client: '\\' },
  ])
})
