import { mutant } from './mutant.ts'

export default mutant({
  name: 'new-refund-after-restart',
  flaw: 'A refund that was under way when the program was killed is made anew, under another number.',
  // Patient enough to be heard again once the gateway can be reached.
  bend: { refundAfterRestart: 'anew', refundRetry: { everyMs: 5_000, forMs: 75_000 } },
  must: { 'ONE-06': 'F' },
  may: ['EXC-05', 'REC-03'],
})
