// As much of vitest as sql.contract.ts speaks, for inside the Workers runtime, where vitest does not run:
// tests are kept by name, and tell what they found.
import { deepStrictEqual, throws } from 'node:assert'
import { isDeepStrictEqual } from 'node:util'

export interface Told {
  name: string
  /** Why it failed. */
  error?: string
}

const tests: { name: string; run: () => unknown }[] = []

export function test(name: string, run: () => unknown): void {
  tests.push({ name, run })
}

/** Runs every test, each with `before`. */
export async function runTests(before: () => void): Promise<Told[]> {
  const told: Told[] = []
  for (const { name, run } of tests) {
    try {
      before()
      await run()
      told.push({ name })
    } catch (error) {
      told.push({ name, error: error instanceof Error ? error.message : String(error) })
    }
  }
  return told
}

/** Rows have no prototype in one engine, and one in another. */
const plain = (value: unknown): unknown =>
  value instanceof Uint8Array ? [...value] : (JSON.parse(JSON.stringify(value ?? null)) as unknown)

export function expect(found: unknown) {
  return {
    toBe: (wanted: unknown) => deepStrictEqual(found, wanted),
    toBeUndefined: () => deepStrictEqual(found, undefined),
    toEqual: (wanted: unknown) => deepStrictEqual(plain(found), plain(wanted)),
    toThrow: (what: string | RegExp) => {
      const message = (error: unknown) => (error instanceof Error ? error.message : String(error))
      throws(found as () => unknown, (error) =>
        typeof what === 'string' ? message(error).includes(what) : what.test(message(error)),
      )
    },
    toMatchObject: (wanted: Record<string, unknown>) => {
      for (const [name, value] of Object.entries(wanted)) {
        const there = (found as Record<string, unknown>)[name]
        if (!isDeepStrictEqual(there, value)) deepStrictEqual(there, value)
      }
    },
  }
}
