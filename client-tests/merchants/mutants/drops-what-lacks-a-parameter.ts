import { mutant } from './mutant.ts'

export default mutant({
  name: 'drops-what-lacks-a-parameter',
  flaw: 'A notification without its optional parameters is acknowledged and dropped.',
  bend: { understands: (form) => 'fund_bill_list' in form },
  must: { 'NTF-11': 'F' },
  may: [],
})
