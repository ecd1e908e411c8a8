import { mutant } from './mutant.ts'

export default mutant({
  name: 'charges-again-when-too-late',
  flaw: 'A cancel that is refused as too late is followed by the same charge once more.',
  bend: { afterRefusedCancel: 'charge-again' },
  must: { 'CAN-03': 'F' },
  may: ['POLL-01', 'POLL-08', 'ONE-05', 'ONE-06'],
})
