// The catalogue lists everything, once, and what it names is there.
import { expect, test } from 'vitest'
import { outageEntry } from '../journal/outage.ts'
import { kindOfOlder } from '../journal/older-faults.ts'
import { openShop } from '../testing/shop.fixture.ts'
import { catalogue } from './catalogue.ts'
import { bindFault, FAULTS } from './faults.ts'

const rows = catalogue()
const numbers = (family: string, upTo: number, without: readonly number[] = []) =>
  Array.from({ length: upTo }, (_, n) => n + 1)
    .filter((n) => !without.includes(n))
    .map((n) => `${family}${String(n).padStart(2, '0')}`)

test('every row is there, in order, but the rows of acquirers', () => {
  expect(rows.map(({ id }) => id)).toEqual([
    ...numbers('F', 29),
    ...numbers('B', 11),
    ...numbers('N', 21),
    ...numbers('K', 5),
    ...numbers('I', 2),
    ...numbers('L', 5),
  ])
})

test.each(rows.map((row) => [row.id, row] as const))('%s says what stays true', (_id, row) => {
  expect(row.about).toMatch(/^[A-Z].*\.$/)
  expect(row.ledger).toMatch(/\.$/)
  expect(row.stage).not.toBe('')
})

test.each(rows.filter(({ id }) => 'BKL'.includes(id.charAt(0))).map(({ id, by }) => [id, by]))(
  '%s is done by %s, which a sandbox has',
  (_id, by) => {
    const [object = '', method = ''] = by.split(' ')[0]?.split('.') ?? []
    const { sandbox } = openShop({ skewMs: 1 })
    // The host's option is no method; it was just given.
    const found = object === 'host' ? () => {} : Reflect.get(Reflect.get(sandbox, object), method)
    expect(found).toBeTypeOf('function')
  },
)

test('a buyer’s intent that a row names can be had', () => {
  const intents = rows.flatMap(({ by }) => /^buyers\.issueCode pays=(.+)$/.exec(by)?.[1] ?? [])
  expect(intents.length).toBeGreaterThan(4)
  const { buyers } = openShop().sandbox
  for (const pays of intents) expect(() => buyers.issueCode({ pays })).not.toThrow()
})

test('the rows of bills are those that can be planted, under the same names', () => {
  const bills = rows
    .filter(({ id }) => id.startsWith('L'))
    .map(({ id, name, ledger }) => [id, name, ledger])
  const planted = openShop().sandbox.bills.catalogue()
  expect(bills).toEqual(planted.map(({ ids, name, ledger }) => [ids[0], name, ledger]))
})

test('every fault can be had by its name and by each of its numbers', () => {
  for (const { name, ids } of FAULTS) {
    for (const word of [name, ...ids]) expect(bindFault(word, {})).toMatchObject({ name })
  }
})

test('what a message fault and an outage say they did is what an older journal means by their numbers', () => {
  const outage = outageEntry(1, '')
  const older = (catalogueId: string) =>
    kindOfOlder({ ...outage, faultKind: undefined, catalogueId })
  const kinds = FAULTS.flatMap(({ ids }) =>
    ids.map((id) => {
      const made = bindFault(id, {})
      return [id, 'bound' in made ? made.bound.kind : undefined] as const
    }),
  )
  expect(kinds.filter(([, kind]) => kind !== undefined)).toHaveLength(4)
  for (const [id, kind] of [...kinds, ['I01', outage.faultKind] as const]) {
    expect([id, kind]).toEqual([id, older(id)])
  }
})
