// Orders that have ended, QR codes and payment codes, are told of states they have left: waiting and closed after the
// payment, paid after the cancel, paid after all has gone back.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const scanned = { do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' } as const

export default {
  id: 'S41',
  name: 'old-news',
  teaches: 'States only go forward; late news is acknowledged, and changes nothing.',
  exercises: ['NTF-08', 'NTF-19', 'NTF-20'],
  brokenBy: 'last-message-wins',
  sales: [
    {
      kind: 'qr',
      moves: [
        scanned,
        {
          do: 'inject',
          fault: 'N17',
          options: { status: 'WAIT_BUYER_PAY' },
          once: 'paid',
          after: '8s',
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
    {
      kind: 'barcode',
      buyer: 'never',
      moves: [
        { do: 'cashier-cancel', after: '5s' },
        { do: 'inject', status: 'TRADE_SUCCESS', once: 'given-up', after: '5s' },
      ],
    },
    {
      kind: 'qr',
      moves: [
        scanned,
        { do: 'refund', percent: 100, once: 'paid', after: '6s' },
        { do: 'inject', status: 'TRADE_SUCCESS', once: 'refunded', after: '5s' },
        {
          do: 'inject',
          fault: 'N17',
          options: { status: 'TRADE_CLOSED' },
          once: 'refunded',
          after: '9s',
        },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [
        {
          do: 'inject',
          fault: 'N17',
          options: { status: 'WAIT_BUYER_PAY' },
          once: 'paid',
          after: '6s',
        },
        {
          do: 'inject',
          fault: 'N17',
          options: { status: 'TRADE_CLOSED' },
          once: 'paid',
          after: '9s',
        },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [
        { do: 'refund', percent: 100, once: 'paid', after: '6s' },
        { do: 'inject', status: 'TRADE_SUCCESS', once: 'refunded', after: '5s' },
      ],
    },
  ],
  expect: [
    'every notification was acknowledged',
    'the merchant believes sale 1 is PAID',
    'the merchant believes sale 2 is PAID',
    'the merchant believes sale 3 is UNPAID',
    'the merchant believes sale 4 is REFUNDED',
    'the merchant believes sale 5 is PAID',
    'the merchant believes sale 6 is REFUNDED',
  ],
  wall: '400s',
} satisfies ScenarioFile
