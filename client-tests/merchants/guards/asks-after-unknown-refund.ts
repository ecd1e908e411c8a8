import { guard } from './guard.ts'

export default guard({
  name: 'asks-after-unknown-refund',
  style: 'Asks whether a refund was made before it sends it again.',
  bend: { afterUnknownRefund: 'ask' },
  capabilities: {},
  mayWarn: ['EXC-05'],
})
