import { mutant } from './mutant.ts'

export default mutant({
  name: 'no-terminal-id',
  flaw: 'A till that is a device does not say which one.',
  bend: { terminalId: () => undefined },
  must: { 'ORD-08': 'F' },
  may: [],
})
