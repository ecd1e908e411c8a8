// The reply has members that no documentation lists, as replies get with every release: a client
// must pass them over (validly signed).
import * as v from 'valibot'
import { count, fault } from './fault.ts'

export const unknownFields = fault({
  name: 'unknown-fields',
  ids: [],
  about: 'Adds members to the reply that no documentation lists, validly signed.',
  ledger: 'Untouched: the reply says what it said before.',
  options: v.strictObject({ howMany: count(2) }),
  stage: 'outcome',
  bend: (_message, { howMany }, draw) => {
    const more = Array.from({ length: Math.min(howMany, 20) }, (_, n) => {
      const name = `sim_${draw.letters('unknown_fields', 6)}`
      return [name, n % 2 === 0 ? draw.letters('unknown_fields', 8) : { nested: ['1', '2'] }]
    })
    return {
      do: 'reshape',
      change: (members) => ({ ...members, ...Object.fromEntries(more) }),
      bend: `unknown fields: ${more.map(([name]) => String(name)).join(', ')}`,
    }
  },
})
