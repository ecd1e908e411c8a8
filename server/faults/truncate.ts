// The reply breaks off. Either the line ends before the announced length, or the length fits and the
// text is half of one (implied by 000:L15).
import * as v from 'valibot'
import { fault } from './fault.ts'
import { maybeCount } from './options.ts'

export const truncate = fault({
  name: 'truncate',
  ids: ['F09'],
  about: 'Sends afterBytes bytes of the reply (half of it when not given), and no more.',
  ledger: 'Everything happened; what came back is cut off.',
  options: v.strictObject({
    afterBytes: maybeCount,
    /** `kept`: the announced length never arrives. `fitted`: HTTP is content, the text is not. */
    length: v.optional(v.picklist(['kept', 'fitted'], 'kept or fitted'), 'kept'),
  }),
  stage: 'answer',
  bend: ({ reply }, { afterBytes, length }) => {
    const { body } = reply
    const bytes = Math.min(afterBytes ?? Math.floor(body.length / 2), Math.max(0, body.length - 1))
    if (length === 'kept') return { do: 'cut', bytes }
    const note = `cut to ${bytes} bytes, length fitted`
    return { do: 'bytes', reply: { ...reply, body: body.subarray(0, bytes) }, note }
  },
})
