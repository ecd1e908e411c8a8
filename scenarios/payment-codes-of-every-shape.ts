// Payment codes as long and with such beginnings as they may have, and one as they may have one day.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const PREFIXES = [25, 26, 27, 28, 29, 30]
const DIGITS = [16, 17, 18, 20, 24]

export default {
  id: 'S26',
  name: 'payment-codes-of-every-shape',
  teaches: 'Whether a payment code is good is for the gateway to say.',
  exercises: ['ORD-05'],
  brokenBy: 'only-todays-payment-codes',
  sales: [
    ...PREFIXES.flatMap((prefix) =>
      DIGITS.map((digits) => ({
        kind: 'barcode' as const,
        buyer: 'at-once',
        code: { prefix, digits },
      })),
    ),
    { kind: 'barcode', buyer: 'at-once', code: { prefix: 28, digits: 26 } },
  ],
  expect: ['exactly 31 payments', 'the merchant believes sale 31 is PAID'],
  wall: '60s',
} satisfies ScenarioFile
