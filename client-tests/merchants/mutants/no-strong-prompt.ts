import { mutant } from './mutant.ts'

export default mutant({
  name: 'no-strong-prompt',
  flaw: 'The screen has no class of words for a cancel.',
  bend: { prompt: () => undefined },
  must: { 'CASH-02': 'W' },
  may: ['CASH-03'],
})
