// The payment codes that mean something by their digits alone.
import { TRIGGERS } from '../trade/triggers.ts'
import { endpoint } from './endpoint.ts'
import { listOf, SHAPES } from './shapes.ts'

export const triggers = [
  endpoint({
    method: 'GET',
    path: '/triggers',
    scope: 'host',
    about: 'lists the payment codes that need no control call',
    gives: listOf(SHAPES.Trigger),
    answer: () =>
      TRIGGERS.map(({ digits, name, says }) => ({
        name,
        says,
        form: `2890${digits}SS + 10 to 16 free digits`,
        example: `2890${digits}080000000001`,
        amount: `19${digits}.SS yuan, where the sandbox allows it (amountTriggers)`,
      })),
  }),
]
