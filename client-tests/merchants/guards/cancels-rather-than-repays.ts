import { guard } from './guard.ts'

export default guard({
  name: 'cancels-rather-than-repays',
  style:
    'Never sends a pay twice: what the gateway does not know is cancelled, and the sale is charged anew under another number.',
  bend: { afterNotExist: () => 'cancel', afterCancelOfNothing: 'charge-anew' },
  capabilities: {},
  mayWarn: [],
})
