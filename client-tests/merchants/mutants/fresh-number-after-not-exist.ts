import { mutant } from './mutant.ts'

export default mutant({
  name: 'fresh-number-after-not-exist',
  flaw: 'After an unknown pay and TRADE_NOT_EXIST, pay is sent under a fresh number, the old one left open.',
  bend: { afterNotExist: () => 'pay-fresh' },
  must: { 'EXC-08': 'F' },
  may: ['EXC-11', 'ONE-06', 'POLL-06'],
})
