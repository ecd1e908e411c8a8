// A paid order is notified again and again: five times more under the same id, twice under a new one; once the
// merchant's answer is lost on the way back, and once somebody sends the same bytes a minute later.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S38',
  name: 'notified-again-and-again',
  teaches: "The order's own state says whether something was booked, not the notify_id.",
  exercises: ['NTF-07', 'NTF-15', 'NTF-20'],
  brokenBy: 'success-with-newline',
  wallet: ['alipay', 'ams', 'mapi'],
  sales: [
    {
      kind: 'qr',
      faults: [{ fault: 'N01', options: { copies: 5, gapMs: 2_000 } }],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' }],
    },
    {
      kind: 'qr',
      faults: [{ fault: 'N01', options: { copies: 2, gapMs: 3_000, notifyId: 'new' } }],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' }],
    },
    // All at once, and late (N02).
    {
      kind: 'qr',
      faults: [
        { fault: 'N02', options: { delayMs: 5_000 } },
        { fault: 'N01', options: { copies: 4, gapMs: 0 } },
      ],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' }],
    },
    // The answer is lost, so it is told again; and again for as long as nobody says `success`.
    {
      kind: 'qr',
      faults: [{ fault: 'N19' }],
      moves: [
        { do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' },
        { do: 'hurry', once: 'qr', after: '10s' },
      ],
    },
    {
      kind: 'qr',
      faults: [{ fault: 'N18', options: { afterMs: 60_000 } }],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' }],
    },
    // The same of payment codes: one whose owner types the password, and one that was paid at once.
    {
      kind: 'barcode',
      buyer: 'after-password=4s',
      faults: [
        { fault: 'N18', options: { afterMs: 15_000 } },
        { fault: 'N01', options: { copies: 3, gapMs: 2_000, notifyId: 'new' } },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'N19' }, { fault: 'N01', options: { copies: 4, gapMs: 0 } }],
      moves: [{ do: 'hurry', after: '10s' }],
    },
  ],
  expect: [
    'every sale is paid once',
    'every notification was acknowledged',
    'the merchant booked every sale once',
    'the merchant believes every sale is PAID',
  ],
  wall: '110s',
} satisfies ScenarioFile
