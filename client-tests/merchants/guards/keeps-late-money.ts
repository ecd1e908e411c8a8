import { guard } from './guard.ts'

export default guard({
  name: 'keeps-late-money',
  style: "Takes an earlier attempt that was paid late for the sale's payment and refunds nothing.",
  bend: { lateMoney: 'keep' },
  capabilities: {},
  mayWarn: [],
})
