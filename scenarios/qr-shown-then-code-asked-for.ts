// A QR code is shown, then the cashier asks for a payment code instead; the first customer's friend
// scans the QR code all the same. A QR code that nobody has scanned can still be paid after its cancel
// was answered with success: that money goes back.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S63',
  name: 'qr-shown-then-code-asked-for',
  teaches: 'A QR code on display is an attempt that must end before the next one begins.',
  exercises: ['POLL-06'],
  brokenBy: 'walks-away-from-qr',
  sales: [
    {
      kind: 'qr',
      expires: '120s',
      moves: [
        { do: 'pay-again', by: 'barcode', buyer: 'at-once', once: 'qr', after: '6s' },
        { do: 'scan', buyer: 'at-once', once: 'qr', after: '11s' },
      ],
    },
  ],
  expect: ['the sale is paid once', 'the merchant believes the sale is PAID'],
  wall: '240s',
} satisfies ScenarioFile
