import { mutant } from './mutant.ts'

export default mutant({
  name: 'opens-unknown-orders',
  flaw: 'A notification of a number that was never sold opens an order under it.',
  bend: { unknownOrder: 'open-sale' },
  must: { 'NTF-04': 'F' },
  may: [],
})
