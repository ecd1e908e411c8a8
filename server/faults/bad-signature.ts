// The reply says the truth and its signature does not fit: whoever verifies must not believe it, and
// must not take it for a failure either (implied by 000:L15).
import * as v from 'valibot'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'

const HOWS = ['altered', 'stranger', 'missing'] as const

export const badSignature = fault({
  name: 'bad-signature',
  ids: ['F12'],
  about: 'Answers under a signature that is altered, of a key not the gateway’s, or missing.',
  ledger: 'Everything happened; the reply cannot be trusted.',
  options: v.strictObject({ how: v.optional(v.picklist(HOWS, HOWS.join(', ')), 'altered') }),
  stage: 'answer',
  bend: ({ signature, resigned, strangerSignature }, { how }) => {
    // What v3 answers to a refused call bears no signature anyway.
    if (signature === undefined) return PASS
    const other =
      how === 'missing' ? undefined : how === 'stranger' ? strangerSignature() : altered(signature)
    return { do: 'bytes', reply: resigned(other), note: `signature ${how}` }
  },
})

/** Still Base64, and of the same length. */
function altered(signature: string): string {
  return `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
}
