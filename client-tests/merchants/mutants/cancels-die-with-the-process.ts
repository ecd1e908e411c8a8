import { mutant } from './mutant.ts'

export default mutant({
  name: 'cancels-die-with-the-process',
  flaw: 'Cancels that were under way are forgotten by a restart.',
  bend: { cancelSurvivesRestart: false },
  must: { 'CAN-06': 'W' },
  may: ['ONE-05', 'ONE-06'],
})
