// 10003, and the buyer types the password while the merchant polls. Teaches: 10003 is neither
// success nor failure, and a query that worked is not a payment that worked.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S02',
  name: 'password-typed-in-time',
  stories: [
    { kind: 'barcode', buyer: 'after-password=8s' },
    // Inside every legal polling time, but near its end (S04).
    { kind: 'barcode', buyer: 'after-password=23s' },
  ],
  wallS: 80,
} satisfies Scenario
