// The customer does not get the password typed and takes out the other wallet: once nobody pays the first
// code, once it is paid in that very moment.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const otherWallet = { do: 'pay-again', buyer: 'at-once', wallet: 'other', after: '5s' } as const

export default {
  id: 'S103',
  name: 'pays-again-out-of-the-other-wallet',
  teaches:
    'One sale is paid once, whichever wallet it is paid from: end the first try before the second.',
  exercises: ['POLL-06', 'ONE-03'],
  brokenBy: 'pay-again-in-the-other-wallet',
  wallet: ['alipay', 'wechat'],
  sales: [
    { kind: 'barcode', buyer: 'never', moves: [otherWallet] },
    { kind: 'barcode', buyer: 'after-password=7s', moves: [otherWallet] },
  ],
  expect: [
    'every sale is paid once',
    'exactly two payments',
    'the merchant believes every sale is PAID',
  ],
  wall: '120s',
} satisfies ScenarioFile
