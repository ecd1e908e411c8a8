import { mutant } from './mutant.ts'

export default mutant({
  name: 'return-means-paid',
  flaw: 'Who comes back from the page of a web order has paid.',
  bend: { returnMeans: 'paid' },
  must: { 'NTF-01': 'F' },
  may: ['REC-05', 'ONE-01', 'ONE-06'],
})
