// The merchant says `success`, and the gateway does not hear it: a genuine resend follows
// (004:L395,L405).
import * as v from 'valibot'
import { count } from './options.ts'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'

export const loseAcknowledgement = fault({
  name: 'lose-acknowledgement',
  ids: ['N19'],
  about: "Does not hear the merchant's answer to the first sends; 0 hears none.",
  ledger: 'Untouched: one payment, told again under the same notify_id.',
  options: v.strictObject({ first: count(1) }),
  stage: 'delivery',
  bend: ({ attempt }, { first }) => (first === 0 || attempt <= first ? { do: 'deafen' } : PASS),
})
