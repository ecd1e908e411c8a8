// Somebody else says that an unpaid order was paid, five times over: of a QR code on display, and of a
// payment code whose owner has yet to type the password.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const VARIANTS = ['none', 'random', 'wrong-key', 'stolen', 'field-changed']

const forged = (once: 'qr' | undefined, firstS: number) =>
  VARIANTS.map((variant, place) => ({
    do: 'inject' as const,
    fault: 'N05',
    options: { variant },
    once,
    // The stolen signature is that of another sale's notification, so it comes after one.
    after: `${firstS + place * 2}s`,
  }))

export default {
  id: 'S36',
  name: 'forged-notifications',
  teaches: 'Verify first.',
  exercises: ['NTF-01', 'NTF-02'],
  brokenBy: 'accepts-unsigned-notification',
  wallet: ['alipay', 'ams', 'mapi'],
  sales: [
    { kind: 'qr', expires: '60s', moves: forged('qr', 8) },
    { kind: 'barcode', buyer: 'never', moves: forged(undefined, 10) },
  ],
  expect: [
    'every sale is not paid',
    'no forged notification was acknowledged',
    'the merchant believes every sale is not PAID',
  ],
  wall: '140s',
} satisfies ScenarioFile
