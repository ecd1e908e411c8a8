// The reply has members that no documentation lists, as replies get with every release: a client
// must pass them over (validly signed).
import * as v from 'valibot'
import { count } from './options.ts'
import { fault } from './fault.ts'

export const unknownFields = fault({
  name: 'unknown-fields',
  ids: [],
  about: 'Adds members to the reply that no documentation lists, validly signed.',
  ledger: 'Untouched: the reply says what it said before.',
  options: v.strictObject({ howMany: count(2) }),
  stage: 'outcome',
  bend: (_message, { howMany }, draw) => {
    const names = Array.from(
      { length: Math.min(howMany, 20) },
      () => `sim_${draw.letters('unknown_fields', 6)}`,
    )
    const more = names.map((name, n) => [name, n % 2 === 0 ? 'new' : { nested: ['1', '2'] }])
    return {
      do: 'reshape',
      change: (members) => ({ ...members, ...Object.fromEntries(more) }),
      note: `unknown fields: ${names.join(', ')}`,
    }
  },
})
