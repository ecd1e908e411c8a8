import { mutant } from './mutant.ts'

export default mutant({
  name: 'ten-cancels-after-refusal',
  flaw: 'A cancel refused as too late is sent ten times more.',
  bend: { repeatsOfRefusedCancel: 10 },
  must: { 'CAN-03': 'F' },
  may: [],
})
