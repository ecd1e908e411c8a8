import { mutant } from './mutant.ts'

export default mutant({
  name: 'asks-for-padded-number',
  flaw: 'Before each poll it asks for the number padded with zeros, which nobody has sent.',
  bend: { numbersToPoll: (outTradeNo) => [outTradeNo.padStart(40, '0'), outTradeNo] },
  must: { 'POLL-07': 'F' },
  may: [],
})
