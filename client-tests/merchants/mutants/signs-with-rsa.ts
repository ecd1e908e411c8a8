import { mutant } from './mutant.ts'

export default mutant({
  name: 'signs-with-rsa',
  flaw: 'Requests are signed with RSA and SHA-1.',
  bend: { signType: 'RSA' },
  must: { 'ORD-13': 'W' },
  may: [],
})
