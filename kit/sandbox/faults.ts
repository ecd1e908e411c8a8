// Faults in the words of a test: once, so often, always; and whether they came to pass.
import type { MemorySandbox } from '../../server/hosts/memory.ts'
import { happenedIn } from './in-vain.ts'
import { readPlace } from '../input.ts'

export type FaultRule = ReturnType<MemorySandbox['faults']['add']>

/** Which message a fault is for; what is left out fits anything. */
export type FaultMatch = Partial<Omit<FaultRule['match'], 'count'>>

/** What a fault takes, such as `{ gap: '10m' }`: docs/faults.md. */
export type FaultOptions = Record<string, unknown>

export interface Faults {
  /** The next message that fits is bent: `once('F02', { op: 'PAY' })`. */
  once(fault: string, match?: FaultMatch, options?: FaultOptions): FaultRule
  times(count: number, fault: string, match?: FaultMatch, options?: FaultOptions): FaultRule
  always(fault: string, match?: FaultMatch, options?: FaultOptions): FaultRule
  list(): readonly FaultRule[]
  clear(): void
  /** Throws when a fault has met no message: the test has not shown what it says it shows. */
  assertFired(): void
}

export function openFaults(sandbox: () => MemorySandbox): Faults {
  const add = (fault: string, match: object, options: FaultOptions = {}) =>
    sandbox().faults.add({ fault, options, match: { ...match } })
  return {
    once: (fault, match, options) => add(fault, { ...match, count: 1 }, options),
    times: (count, fault, match, options) =>
      add(fault, { ...match, count: readPlace('count', count) }, options),
    always: (fault, match = {}, options) => add(fault, match, options),
    list: () => sandbox().faults.list(),
    clear: () => sandbox().faults.clear(),
    assertFired: () => {
      const idle = sandbox()
        .faults.list()
        .filter(({ fired }) => fired === 0)
      if (idle.length === 0) return
      const names = idle.map(({ fault, match }) => `${fault} for ${JSON.stringify(match)}`)
      throw new Error(`met by no message: ${names.join('; ')}.\n\n${happenedIn(sandbox())}`)
    },
  }
}
