import { guard } from './guard.ts'

export default guard({
  name: 'qr-ends-by-its-timeout',
  style:
    'Closes no QR order: its timeout_express does; asks when it has run out, if nobody told before.',
  bend: {
    qrEnding: { timeout: true, closes: false, heedsLateMoney: true },
    // Timeouts are whole minutes.
    qrPollEveryMs: 60_000,
  },
  capabilities: {},
  mayWarn: [],
})
