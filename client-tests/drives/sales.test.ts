import { expect, test } from 'vitest'
import { SCENARIOS } from '../scenario/library.ts'
import { playable } from './sales.ts'

const kindsFor = (ops: readonly string[] | undefined) =>
  new Set(
    playable(SCENARIOS, { sellers: [], ops }).flatMap(({ sales }) => sales.map((one) => one.kind)),
  )

test('a shop whose ops lack PRECREATE is asked for no QR sale, and one without PAY for no code', () => {
  expect(kindsFor(undefined)).toEqual(new Set(['barcode', 'qr', 'web']))
  expect(kindsFor(['PAY', 'QUERY', 'CANCEL', 'REFUND'])).toEqual(new Set(['barcode', 'web']))
  expect(kindsFor(['PRECREATE', 'QUERY', 'CANCEL'])).toEqual(new Set(['qr', 'web']))
})
