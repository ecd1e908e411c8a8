import { mutant } from './mutant.ts'

export default mutant({
  name: 'new-request-no-after-low-balance',
  flaw: 'After "balance too low" the refund is tried again under another number.',
  bend: {
    refundRequestNo: ({ lastOutcome, outRequestNo }, tryNo) =>
      lastOutcome === 'later' ? `${outRequestNo}${tryNo}` : outRequestNo,
  },
  must: { 'REF-09': 'W' },
  may: ['REC-03'],
})
