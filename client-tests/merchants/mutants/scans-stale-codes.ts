import { mutant } from './mutant.ts'

export default mutant({
  name: 'scans-stale-codes',
  flaw: 'Every tenth payment is sent with a code that was scanned long ago.',
  bend: { authCodeSent: (authCode, nth) => (nth % 10 === 0 ? '280000000000000000' : authCode) },
  must: { 'MON-03': 'W' },
  may: ['ORD-05'],
})
