import { mutant } from './mutant.ts'

export default mutant({
  name: 'new-refund-after-restart',
  flaw: 'A refund that was under way when the program was killed is made anew, under another number.',
  bend: { refundAfterRestart: 'anew' },
  must: { 'ONE-06': 'F' },
  may: ['EXC-05', 'REC-03'],
})
