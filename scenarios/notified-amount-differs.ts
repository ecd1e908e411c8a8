// Validly signed notifications that are not about this order as it stands: another amount (a fen
// less, a fen more, a hundred times as much), another app, another seller, another order. Each comes for a
// QR code of its own, and all of them for a payment code that waits for its password.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const asked = (fault: string, options: Record<string, unknown>, after: string) => ({
  do: 'inject' as const,
  fault,
  options,
  after,
})

const notifiedWith = (fault: string, options: Record<string, unknown>, after: string) => ({
  ...asked(fault, options, after),
  once: 'qr' as const,
})

export default {
  id: 'S37',
  name: 'notified-amount-differs',
  teaches:
    'Compare the amount, in fen, never as a fraction; and the app, the seller and the order.',
  exercises: ['NTF-03', 'NTF-04', 'NTF-05', 'NTF-06'],
  brokenBy: 'ignores-amount',
  wallet: ['alipay', 'mapi'],
  sales: [
    {
      kind: 'qr',
      expires: '60s',
      // A trap for fractions: 19.99 * 100 is 1998.9999999999998.
      amount: '19.99',
      moves: [
        notifiedWith('N06', { byFen: -1 }, '4s'),
        notifiedWith('N06', { byFen: 1 }, '6s'),
        notifiedWith('N06', { byFen: 0, times: 100 }, '8s'),
      ],
    },
    // Another: 8.03 * 100 is 802.9999999999999.
    {
      kind: 'qr',
      expires: '60s',
      amount: '8.03',
      moves: [notifiedWith('N06', { byFen: -1 }, '4s')],
    },
    // Notifications of the old gateway name no app.
    { kind: 'qr', expires: '60s', notAt: ['mapi'], moves: [notifiedWith('N07', {}, '4s')] },
    { kind: 'qr', expires: '60s', moves: [notifiedWith('N08', {}, '4s')] },
    {
      kind: 'qr',
      expires: '60s',
      moves: [notifiedWith('N09', { outTradeNo: 'NEVERSOLD20260105' }, '4s')],
    },
    {
      kind: 'barcode',
      buyer: 'never',
      // And one more: 4.35 * 100 is 434.99999999999994.
      amount: '4.35',
      moves: [
        asked('N06', { byFen: -1 }, '5s'),
        asked('N06', { byFen: 1 }, '8s'),
        asked('N07', {}, '11s'),
        asked('N08', {}, '14s'),
        asked('N09', { outTradeNo: 'NEVERSOLD20260106' }, '17s'),
        asked('N06', { byFen: 0, times: 100 }, '20s'),
      ],
    },
  ],
  expect: [
    'every sale is not paid',
    'no forged notification was acknowledged',
    'the merchant believes every sale is not PAID',
  ],
  wall: '140s',
} satisfies ScenarioFile
