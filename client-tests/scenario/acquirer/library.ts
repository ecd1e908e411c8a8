// The scenarios that are played with an acquirer: those that are told, and those that the table of cuts makes.
import { MINUTE, SECOND } from '../../../server/values/instant.ts'
import { CUTS } from './cuts.ts'
import type { AcquirerScenario } from './scenario.ts'

const TOLD: readonly AcquirerScenario[] = [
  {
    id: 'S85',
    name: 'till-drops-while-asking',
    teaches:
      'Cancel for the till once the agreed time is over, nobody has approved and no cancel came.',
    models: ['forwarding'],
    exercises: ['ACQ-01', 'ACQ-02', 'ACQ-04', 'ACQ-05', 'ACQ-09'],
    brokenBy: 'open-after-the-timeout',
    sales: [
      {
        buyer: 'after-password=100s',
        cuts: [{ act: 'inquiry', nth: 2, leg: 'request', forMs: 140 * SECOND }],
      },
      // Approved and told: whatever happens to the line afterwards, nobody cancels but the till.
      {
        buyer: 'after-password=8s',
        cuts: [{ act: 'inquiry', nth: 6, leg: 'request', forMs: 140 * SECOND }],
      },
      // Approved, and the answer that says so is lost: the till will cancel.
      {
        buyer: 'after-password=8s',
        cuts: [{ act: 'inquiry', nth: 3, leg: 'reply', forMs: 140 * SECOND }],
      },
      { buyer: 'at-once' },
      { buyer: 'never' },
    ],
    wallMs: 6 * MINUTE,
  },
  {
    id: 'S86',
    name: 'not-approved-in-time',
    teaches:
      'The gateway that asks for the shop ends the payment, and tells the shop before it gives up.',
    models: ['restful'],
    exercises: ['ACQ-01', 'ACQ-02', 'ACQ-05', 'ACQ-06', 'ACQ-09'],
    brokenBy: 'no-final-cancel',
    sales: [{ buyer: 'never' }, { buyer: 'after-password=70s' }, { buyer: 'at-once' }],
    wallMs: 5 * MINUTE,
  },
  {
    id: 'S87',
    name: 'approved-and-nobody-comes-for-it',
    teaches: 'An approval that its shop never fetched goes back when the time is over.',
    models: ['restful'],
    exercises: ['ACQ-01', 'ACQ-07', 'ACQ-08'],
    brokenBy: 'keeps-what-nobody-fetched',
    sales: [
      {
        buyer: 'after-password=8s',
        cuts: [{ act: 'inquiry', nth: 2, leg: 'request', forMs: 120 * SECOND }],
      },
      // Told, but the answer is lost: only the shop knows, and cancels.
      {
        buyer: 'after-password=8s',
        cuts: [{ act: 'inquiry', nth: 5, leg: 'reply', forMs: 120 * SECOND }],
      },
    ],
    wallMs: 6 * MINUTE,
  },
  {
    id: 'S88',
    name: 'down-for-90s-and-restarted',
    teaches: 'A reversal waits on disk until Alipay is back.',
    models: ['switch', 'restful', 'forwarding'],
    exercises: ['ACQ-01', 'ACQ-03', 'ACQ-11'],
    brokenBy: 'queue-in-memory',
    sales: [{ buyer: 'never', outageMs: 90 * SECOND, restartAfterMs: 40 * SECOND }],
    alone: true,
    wallMs: 8 * MINUTE,
  },
  {
    id: 'S89',
    name: 'cancel-overtakes-the-sale',
    teaches: 'A cancel that comes before its payment is kept, and ends it when it comes.',
    models: ['forwarding', 'restful', 'switch'],
    exercises: ['ACQ-01', 'ACQ-10'],
    brokenBy: 'cancel-of-nothing-refused',
    sales: [
      {
        buyer: 'at-once',
        delays: [{ act: 'sale', nth: 1, leg: 'request', byMs: 12 * SECOND }],
        cancelAfterMs: 6 * SECOND,
      },
      {
        buyer: 'never',
        delays: [{ act: 'sale', nth: 1, leg: 'request', byMs: 12 * SECOND }],
        cancelAfterMs: 6 * SECOND,
      },
    ],
    wallMs: 4 * MINUTE,
  },
  {
    id: 'S89b',
    name: 'advice-while-alipay-is-slow',
    teaches: 'An advice is answered at once, and delivered afterwards.',
    models: ['switch'],
    exercises: ['ACQ-02', 'ACQ-09', 'ACQ-11'],
    brokenBy: 'advice-answered-after-alipay',
    sales: [
      {
        buyer: 'never',
        faults: [{ fault: 'slow', options: { delay: '2500ms' }, match: { op: 'CANCEL' } }],
      },
      { buyer: 'at-once' },
      { buyer: 'after-password=6s' },
    ],
    wallMs: 5 * MINUTE,
  },
]

export const ACQUIRER_SCENARIOS: readonly AcquirerScenario[] = [...TOLD, ...CUTS]
