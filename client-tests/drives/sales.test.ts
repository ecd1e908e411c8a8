import { describe, expect, test } from 'vitest'
import { SCENARIOS } from '../scenario/library.ts'
import { walletsOf } from '../adapter/merchant.ts'
import { playable, salesOf } from './sales.ts'

const kindsFor = (ops: readonly string[] | undefined) =>
  new Set(
    playable(SCENARIOS, { sellers: [], ops, wallets: ['alipay'] }).flatMap(({ sales }) =>
      sales.map((one) => one.kind),
    ),
  )

test('a shop whose ops lack PRECREATE is asked for no QR sale, and one without PAY for no code', () => {
  expect(kindsFor(undefined)).toEqual(new Set(['barcode', 'qr', 'web']))
  expect(kindsFor(['PAY', 'QUERY', 'CANCEL', 'REFUND'])).toEqual(new Set(['barcode', 'web']))
  expect(kindsFor(['PRECREATE', 'QUERY', 'CANCEL'])).toEqual(new Set(['qr', 'web']))
})

describe('the wallets that a shop takes', () => {
  const named = (families: Parameters<typeof walletsOf>[0]) => {
    const wallets = walletsOf(families)
    const played = playable(SCENARIOS, { sellers: [], ops: undefined, wallets })
    return salesOf(played, { wallets }).map(({ saleId }) => saleId)
  }

  test('decide which codes it is shown: its own, and each sale once for each', () => {
    const own = (names: readonly string[]) => names.filter((name) => /^S02w?-/.test(name))
    expect(own(named(['O']))).toEqual(['S02-1', 'S02-2'])
    expect(own(named(['W']))).toEqual(['S02w-1', 'S02w-2'])
    expect(own(named(['O', 'W']))).toEqual(['S02-1', 'S02-2', 'S02w-1', 'S02w-2'])
  })

  test('only who takes both is asked to take the other one after the first', () => {
    expect(named(['O'])).not.toContain('S103-1')
    expect(named(['W'])).not.toContain('S103-1')
    expect(named(['O', 'W'])).toEqual(expect.arrayContaining(['S103-1', 'S103w-1']))
  })

  test('at AMS they are those that a till abroad makes, and have names of their own', () => {
    expect(named(['A']).filter((name) => !/^S\d+[a-z]?a(-\d+)?$/.test(name))).toEqual([])
    const both = named(['O', 'A'])
    expect(both).toEqual(expect.arrayContaining(['S02-1', 'S02a-1', 'S71a-1']))
    // Nobody sells for two merchants who is no service provider.
    expect(both.filter((name) => name.startsWith('S80'))).toEqual([])
  })

  test('at the old gateway pages are sold, and what a counter shows as a code is a page there', () => {
    const pages = named(['M'])
    expect(pages).toEqual(expect.arrayContaining(['S30m', 'S90m-1', 'S92m-3']))
    expect(pages.filter((name) => !/^S\w+m(-\d)?$/.test(name))).toEqual([])
    // A payment code is of no use there, and its notifications name no app.
    expect(pages.filter((name) => name.startsWith('S02'))).toEqual([])
    expect(pages.filter((name) => name.startsWith('S37m'))).toHaveLength(4)
  })
})
