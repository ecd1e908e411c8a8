// Notifications of AMS: a success while the payment is being cancelled, copies of one that was booked, another sum,
// another currency and another order, forgeries, and old news.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const scanned = { do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' } as const

export default {
  id: 'S77',
  name: 'told-abroad',
  teaches:
    'Check signature, sum and currency, book once, and let the result of a cancel overrule the news.',
  exercises: ['AMS-13', 'NTF-01', 'NTF-04', 'NTF-05', 'NTF-07', 'NTF-19', 'NTF-20'],
  brokenBy: 'believes-news-during-a-cancel',
  wallet: 'ams',
  sales: [
    // The buyer pays as the cancel arrives, which is carried out two seconds later.
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F22', op: 'CANCEL', count: 1, options: { beforeMs: 2_000 } }],
      moves: [{ do: 'cashier-cancel', after: '5s' }],
    },
    {
      kind: 'qr',
      faults: [{ fault: 'N01', options: { copies: 3, gapMs: 2_000 } }],
      moves: [scanned],
    },
    {
      kind: 'qr',
      expires: '60s',
      moves: [
        { do: 'inject', fault: 'N10', once: 'qr', after: '4s' },
        { do: 'inject', fault: 'N06', options: { byFen: -1 }, once: 'qr', after: '7s' },
        { do: 'inject', fault: 'N06', options: { byFen: 0, times: 100 }, once: 'qr', after: '10s' },
        {
          do: 'inject',
          fault: 'N09',
          options: { outTradeNo: 'NEVERSOLDABROAD01' },
          once: 'qr',
          after: '13s',
        },
      ],
    },
    {
      kind: 'entry',
      expires: '60s',
      moves: [
        { do: 'inject', fault: 'N05', options: { variant: 'none' }, once: 'qr', after: '4s' },
        { do: 'inject', fault: 'N05', options: { variant: 'wrong-key' }, once: 'qr', after: '7s' },
        {
          do: 'inject',
          fault: 'N05',
          options: { variant: 'field-changed' },
          once: 'qr',
          after: '10s',
        },
      ],
    },
    {
      kind: 'qr',
      moves: [
        scanned,
        {
          do: 'inject',
          fault: 'N17',
          options: { status: 'TRADE_CLOSED' },
          once: 'paid',
          after: '8s',
        },
      ],
    },
    // The same of payment codes, for a shop that shows no code.
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'N01', options: { copies: 3, gapMs: 2_000 } }],
    },
    {
      kind: 'barcode',
      buyer: 'never',
      moves: [
        { do: 'inject', fault: 'N05', after: '5s' },
        { do: 'inject', fault: 'N10', after: '8s' },
        { do: 'inject', fault: 'N06', options: { byFen: 1 }, after: '11s' },
      ],
    },
  ],
  expect: [
    'sale 1 is refunded in full',
    'no refund was sent',
    'sale 2 is paid once',
    'the merchant believes sale 3 is not PAID',
    'the merchant believes sale 4 is not PAID',
    'the merchant believes sale 5 is PAID',
    'the merchant believes sale 6 is PAID',
    'the merchant believes sale 7 is not PAID',
  ],
  wall: '200s',
} satisfies ScenarioFile
