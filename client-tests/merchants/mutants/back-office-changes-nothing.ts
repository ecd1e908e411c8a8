import { mutant } from './mutant.ts'

export default mutant({
  name: 'back-office-changes-nothing',
  flaw: 'The back office can confirm an item, and nothing comes of it.',
  bend: { resolves: false },
  must: { 'CASH-04': 'F' },
  may: ['ONE-05', 'ONE-06'],
})
