// 10003, and the buyer types the password while the merchant polls.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S02',
  name: 'password-typed-in-time',
  teaches:
    'Waiting for the password is neither success nor failure, and a query that worked is not a payment that worked.',
  exercises: [
    'POLL-01',
    'POLL-04',
    'POLL-07',
    'POLL-08',
    'POLL-09',
    'ONE-01',
    'ONE-03',
    'ONE-05',
    'ONE-06',
  ],
  brokenBy: 'poll-for-9s',
  wallet: 'each',
  sales: [
    { kind: 'barcode', buyer: 'after-password=8s' },
    // Inside every legal polling time, but near its end.
    { kind: 'barcode', buyer: 'after-password=23s' },
  ],
  expect: ['every sale is paid once', 'at least two queries were sent', 'no cancel was sent'],
  wall: '80s',
} satisfies ScenarioFile
