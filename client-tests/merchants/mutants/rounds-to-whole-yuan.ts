import { mutant } from './mutant.ts'

export default mutant({
  name: 'rounds-to-whole-yuan',
  flaw: 'The books round every amount to whole yuan.',
  bend: { bookedFen: (amountFen) => Math.round(amountFen / 100) * 100 },
  must: { 'ONE-06': 'F' },
  may: ['CAN-04', 'NTF-16'],
})
