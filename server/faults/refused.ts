// The gateway cannot be reached (001:L91; 004:L183). A real refusal comes before the request is read,
// from the listener, and so meets everybody: that is the outage. For one sale a reset without a byte
// stands for it. Failures of DNS and TLS happen where no gateway is, and are out of reach.
import * as v from 'valibot'
import { fault } from './fault.ts'

export const refused = fault({
  name: 'refused',
  ids: ['F08'],
  kind: 'not-reached',
  about: 'Resets the line at the first byte, as a stand-in for a refused connection.',
  ledger: 'Nothing happened.',
  options: v.strictObject({}),
  stage: 'call',
  bend: () => ({ do: 'silence', how: 'rst' }),
})
