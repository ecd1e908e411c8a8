import { guard } from './guard.ts'

export default guard({
  name: 'cancels-after-one-answer',
  style:
    'After an unknown pay it cancels as soon as one query was answered otherwise than paid, like the official demo.',
  bend: { afterNotExist: () => 'cancel', waitingAfterUnknown: 'cancel' },
  capabilities: {},
  mayWarn: [],
})
