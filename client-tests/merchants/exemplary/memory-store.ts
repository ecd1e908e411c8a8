// A store in memory: for tests and in-process runs. What is put or read is a copy, as with a real file.
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
    // One thread and no await inside: nothing can come between.
    transaction: (work) => work(),
  }
}

function collection<T>(): Collection<T> {
  const rows = new Map<string, T>()
  return {
    get: (key) => structuredClone(rows.get(key)),
    put: (key, value) => void rows.set(key, structuredClone(value)),
    remove: (key) => void rows.delete(key),
    all: () => [...rows.values()].map((value) => structuredClone(value)),
  }
}
