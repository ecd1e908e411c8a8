// A buyer opens the page of a web order, leaves without paying, and comes back by an address that
// says "paid", which anybody can write.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const back = (variant: string) => ({
  kind: 'web' as const,
  expires: '60s',
  faults: [{ fault: 'N21', options: { variant } }],
  moves: [{ do: 'leave-page' as const, once: 'qr' as const, after: '3s' }],
})

export default {
  id: 'S64',
  name: 'forged-way-back',
  teaches: 'What a browser brings along is no proof of payment: ask.',
  exercises: ['NTF-01'],
  brokenBy: 'return-means-paid',
  wallet: ['alipay', 'mapi'],
  sales: [back('none'), back('wrong-key'), back('field-changed')],
  expect: [
    'every sale is not paid',
    'fault N21 fired',
    'the merchant believes every sale is not PAID',
  ],
  wall: '160s',
} satisfies ScenarioFile
