import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../trade/window.ts'
import { InputError } from '../../values/input-error.ts'
import { readPolicyChange } from './policy.ts'

test('the default policy is a policy, and so is no change at all', () => {
  expect(readPolicyChange(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY)
  expect(readPolicyChange({})).toEqual({})
})

test.each([
  [{ tombstone: 'yes' }, 'policy.tombstone', 'true or false'],
  [{ cancelWindow: '48h' }, 'policy.cancelWindow', '24h or same-day'],
  [{ orderTimeoutMs: 0 }, 'policy.orderTimeoutMs', 'a whole number of ms from 1'],
  [{ orderTimeoutMs: Number.NaN }, 'policy.orderTimeoutMs', 'a whole number'],
  [{ orderTimeoutMs: 'soon' }, 'policy.orderTimeoutMs', 'a whole number'],
  [{ passwordAboveFen: 0.5 }, 'policy.passwordAboveFen', 'a whole number of fen'],
  [{ passwordAboveFen: null }, 'policy.passwordAboveFen', 'a whole number of fen'],
  [{ tombstones: true }, 'policy.tombstones', 'did you mean tombstone?'],
  [[], 'policy', ''],
  ['tombstone', 'policy', ''],
])('%o is refused by field', (change, field, remedy) => {
  const attempt = () => readPolicyChange(change)
  expect(attempt).toThrow(InputError)
  expect(attempt).toThrow(expect.objectContaining({ field }))
  expect(attempt).toThrow(remedy)
})

test('lengths of time are taken as durations', () => {
  expect(readPolicyChange({ orderTimeout: '15m' })).toEqual({ orderTimeoutMs: 900_000 })
  expect(readPolicyChange({ orderTimeoutMs: '15m' })).toEqual({ orderTimeoutMs: 900_000 })
  expect(readPolicyChange({ orderTimeoutMs: 900_000 })).toEqual({ orderTimeoutMs: 900_000 })
  expect(() => readPolicyChange({ orderTimeout: 15 })).toThrow(/policy.orderTimeout.*, not 15/)
})
