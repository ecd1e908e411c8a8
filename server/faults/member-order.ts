// The members of the reply come in another order than usual. JSON does not promise any, and a
// signature is over the bytes as they travel (validly signed).
import * as v from 'valibot'
import { fault } from './fault.ts'

export const memberOrder = fault({
  name: 'member-order',
  ids: [],
  about: 'Shuffles the members of the reply, validly signed.',
  ledger: 'Untouched: the reply says what it said before.',
  options: v.strictObject({}),
  stage: 'outcome',
  bend: (_message, _options, draw) => ({
    do: 'reshape',
    change: (members) => {
      const dealt = Object.entries(members).map(
        (member) => [draw.fraction('member_order'), member] as const,
      )
      return Object.fromEntries(dealt.toSorted(([a], [b]) => a - b).map(([, member]) => member))
    },
    note: 'members shuffled',
  }),
})
