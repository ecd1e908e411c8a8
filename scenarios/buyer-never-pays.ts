// 10003, and nobody types the password.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S03',
  name: 'buyer-never-pays',
  teaches:
    "Poll for about 30 s, then cancel at once, so that no trade stays open behind the shop's back.",
  exercises: [
    'POLL-01',
    'POLL-02',
    'POLL-03',
    'POLL-05',
    'POLL-09',
    'ONE-01',
    'ONE-05',
    'ONE-06',
    'CASH-02',
  ],
  brokenBy: 'query-every-12s',
  wallet: 'each',
  sales: [{ kind: 'barcode', buyer: 'never' }],
  expect: [
    'the sale is not paid',
    'the trade ends as TRADE_CLOSED',
    'at least five queries were sent',
    'exactly one cancel was sent',
  ],
  wall: '100s',
} satisfies ScenarioFile
