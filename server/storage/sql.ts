// The storage port: three synchronous methods, as small as a Durable Object's SQLite allows.
// Bind only text, numbers, null and bytes: booleans and integers above 2^53 behave differently
// under node:sqlite and Durable Objects.

export type SqlValue = string | number | null | Uint8Array
export type Row = Record<string, SqlValue>

export interface Statement {
  run(...values: SqlValue[]): void
  get(...values: SqlValue[]): Row | undefined
  all(...values: SqlValue[]): Row[]
}

export interface Sql {
  exec(sql: string): void
  prepare(sql: string): Statement
  /** Runs `work` in one transaction; a throw rolls it back. Nested calls join the outer one. */
  transaction<T>(work: () => T): T
  close(): void
}

function unexpected(wanted: string, found: SqlValue | undefined): Error {
  return new Error(`expected ${wanted} in the database, got ${JSON.stringify(found)}`)
}

export const text = (value: SqlValue | undefined): string => {
  if (typeof value !== 'string') throw unexpected('text', value)
  return value
}

export const number = (value: SqlValue | undefined): number => {
  if (typeof value !== 'number') throw unexpected('a number', value)
  return value
}

/** Reads a record stored as JSON. The database is ours alone, so its shape is trusted. */
export function record<T>(row: Row | undefined, column = 'record'): T | undefined {
  return row && (JSON.parse(text(row[column])) as T)
}
