// The storage port over the SQLite of a Durable Object.
import type { Row, Sql, SqlValue, Statement } from '../../storage/sql.ts'
import { StorageTrouble } from '../../storage/trouble.ts'
import { InputError } from '../../values/input-error.ts'
import type { ObjectStorage } from './platform.ts'

/**
 * What a row may hold (https://developers.cloudflare.com/durable-objects/platform/limits/). A local
 * workerd takes more, so it is checked here, where every test meets it.
 */
export const MAX_VALUE_BYTES = 2_000_000

export function openObjectSql(storage: ObjectStorage): Sql {
  const { sql } = storage
  let depth = 0
  const exec = (text: string, values: readonly SqlValue[] = []) =>
    translated(() => sql.exec(text, ...values.map(checked)))
  const prepare = (text: string): Statement => ({
    run: (...values) => void exec(text, values),
    get: (...values) => {
      const { value } = translated(() => exec(text, values).next())
      return value && rowOf(value)
    },
    all: (...values) => translated(() => exec(text, values).toArray()).map(rowOf),
  })
  return {
    exec: (text) => void exec(text),
    prepare,
    transaction: (work) => {
      if (depth > 0) return work()
      depth += 1
      try {
        return storage.transactionSync(() => {
          const result = work()
          if (result instanceof Promise) throw new Error('a transaction must not wait')
          return result
        })
      } finally {
        depth -= 1
      }
    },
    close: () => {},
  }
}

function checked(value: SqlValue): SqlValue {
  const bytes =
    typeof value === 'string' && value.length * 3 > MAX_VALUE_BYTES
      ? new TextEncoder().encode(value).length
      : value instanceof Uint8Array
        ? value.length
        : 0
  if (bytes <= MAX_VALUE_BYTES) return value
  const most = `a Durable Object takes ${MAX_VALUE_BYTES} bytes in a row`
  throw new InputError('record', `of ${bytes} bytes cannot be kept: ${most}; send less`)
}

/** Bytes come back as an ArrayBuffer. */
function rowOf(found: Record<string, unknown>): Row {
  const row: Row = {}
  for (const [name, value] of Object.entries(found)) {
    row[name] = value instanceof ArrayBuffer ? new Uint8Array(value) : (value as SqlValue)
  }
  return row
}

/** Only a full object is trouble that somebody can end; the rest is a bug. */
function translated<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('SQLITE_FULL')) throw error
    const remedy = 'bound its journal (PUT /journal/bounds), or remove the sandbox'
    throw new StorageTrouble(`there is no space left for this sandbox: ${remedy}`, error)
  }
}
