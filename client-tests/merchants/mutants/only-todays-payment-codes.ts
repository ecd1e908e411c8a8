import { mutant } from './mutant.ts'

export default mutant({
  name: 'only-todays-payment-codes',
  flaw: 'The till takes payment codes that begin with 28 and have 16 to 18 digits, and no others.',
  bend: { acceptsAuthCode: (authCode) => /^28\d{14,16}$/.test(authCode) },
  must: { 'ORD-05': 'F' },
  may: [],
})
