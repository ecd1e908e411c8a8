// The reply comes late, or drips: the line is poor, and nothing is wrong with it (001:L42; 002:L104).
import * as v from 'valibot'
import { count, span } from './options.ts'
import { fault } from './fault.ts'

export const slow = fault({
  name: 'slow',
  ids: ['F06'],
  kind: 'slow',
  about:
    'Answers later, by `delay` and up to `jitter` more, or in pieces of `chunkBytes`, one `every` so often.',
  ledger: 'As without the fault: everything happened, and the reply arrives.',
  options: v.strictObject({
    delayMs: span(800),
    /** Up to this much more, drawn from the sandbox's seed. */
    jitterMs: span(0),
    /** 0 sends the body in one piece. */
    chunkBytes: count(0),
    everyMs: span(100),
  }),
  stage: 'answer',
  bend: ({ reply }, { delayMs, jitterMs, chunkBytes, everyMs }, draw) => ({
    do: 'drip',
    afterMs: delayMs + (jitterMs > 0 ? Math.round(draw.fraction('slow') * jitterMs) : 0),
    chunkBytes: chunkBytes || Math.max(1, reply.body.length),
    everyMs,
  }),
})
