import { mutant } from './mutant.ts'

export default mutant({
  name: 'wrong-provider-id',
  flaw: 'The id of another service provider is sent.',
  bend: { providerId: () => '2088000000000000' },
  must: { 'ORD-09': 'F' },
  may: [],
})
