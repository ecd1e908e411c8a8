import { expect, test } from 'vitest'
import { withoutSqliteWarning } from './sqlite-warning.ts'

const text = 'SQLite is an experimental feature and might change at any time'

test('the SQLite warning is dropped, every other one arrives with its arguments', () => {
  const arrived: unknown[][] = []
  const emit = withoutSqliteWarning((...warning: unknown[]) => {
    arrived.push(warning)
  })
  const error = new Error(text)
  emit(text, 'ExperimentalWarning')
  emit(text, 'DeprecationWarning')
  emit('Other is an experimental feature', 'ExperimentalWarning')
  emit(error)
  expect(arrived).toEqual([
    [text, 'DeprecationWarning'],
    ['Other is an experimental feature', 'ExperimentalWarning'],
    [error],
  ])
})
