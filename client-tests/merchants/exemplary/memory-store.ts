// A store in memory: for tests and in-process runs. What is put is a copy, as with a real file, and what
// is read cannot be changed: whoever tries would not have changed a file either.
import type { Collection, Store } from './ports.ts'

export function createMemoryStore(): Store {
  return {
    sales: collection(),
    attempts: collection(),
    refunds: collection(),
    manualItems: collection(),
    counters: collection(),
    alerts: collection(),
    payReports: collection(),
    agentTokens: collection(),
    batches: collection(),
    // One thread and no await inside: nothing can come between.
    transaction: (work) => work(),
  }
}

function collection<T>(): Collection<T> {
  const rows = new Map<string, T>()
  return {
    get: (key) => rows.get(key),
    put: (key, value) => void rows.set(key, frozen(structuredClone(value))),
    remove: (key) => void rows.delete(key),
    all: () => [...rows.values()],
  }
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  Object.values(value).forEach(frozen)
  return Object.freeze(value)
}
