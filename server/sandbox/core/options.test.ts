import { expect, test } from 'vitest'
import { InputError } from '../../values/input-error.ts'
import { GATEWAYS } from '../../protocols/protocols.ts'
import { optionRules, optionsOf } from './options.ts'

const { defaults, readChange } = optionRules(optionsOf(GATEWAYS))

test('the defaults are options, and so is no change at all', () => {
  expect(readChange(defaults)).toEqual(defaults)
  expect(readChange({})).toEqual({})
})

test.each([
  [{ tombstone: 'yes' }, 'options.tombstone', 'true or false'],
  [{ cancelWindow: '48h' }, 'options.cancelWindow', '24h or same-day'],
  [{ orderTimeoutMs: 0 }, 'options.orderTimeoutMs', 'a whole number of ms from 1'],
  [{ orderTimeoutMs: Number.NaN }, 'options.orderTimeoutMs', 'a whole number'],
  [{ orderTimeoutMs: 'soon' }, 'options.orderTimeoutMs', 'a whole number'],
  [{ passwordAboveFen: 0.5 }, 'options.passwordAboveFen', 'a whole number of fen'],
  [{ passwordAboveFen: null }, 'options.passwordAboveFen', 'a whole number of fen'],
  [{ tombstones: true }, 'options.tombstones', 'did you mean tombstone?'],
  [[], 'options', ''],
  ['tombstone', 'options', ''],
])('%o is refused by field', (change, field, remedy) => {
  const attempt = () => readChange(change)
  expect(attempt).toThrow(InputError)
  expect(attempt).toThrow(expect.objectContaining({ field }))
  expect(attempt).toThrow(remedy)
})

test('lengths of time are taken as durations', () => {
  expect(readChange({ orderTimeout: '15m' })).toEqual({ orderTimeoutMs: 900_000 })
  expect(readChange({ orderTimeoutMs: '15m' })).toEqual({ orderTimeoutMs: 900_000 })
  expect(readChange({ orderTimeoutMs: 900_000 })).toEqual({ orderTimeoutMs: 900_000 })
  expect(() => readChange({ orderTimeout: 15 })).toThrow(/options.orderTimeout.*, not 15/)
})
