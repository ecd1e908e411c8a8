// The buyer never types the password, and taps "pay" a second after the cancel: the gateway refuses.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S10',
  name: 'taps-after-the-cancel',
  teaches: 'What has been cancelled in time can no longer be paid by mistake.',
  exercises: ['POLL-05'],
  brokenBy: 'success-code-means-paid',
  wallet: ['alipay', 'wechat'],
  sales: [{ kind: 'barcode', buyer: 'after-cancel=1s' }],
  expect: [
    'the trade ends as TRADE_CLOSED',
    'the trade never reaches TRADE_SUCCESS',
    'the merchant believes the sale is not PAID',
  ],
  wall: '120s',
} satisfies ScenarioFile
