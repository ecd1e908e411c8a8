// Signature autopsies on demand: of an exchange, or of a message that somebody pastes.
import * as v from 'valibot'
import { InputError } from '../values/input-error.ts'
import { endpoint } from './endpoint.ts'
import { shortText } from './read-input.ts'
import { SHAPES } from './shapes.ts'

const message = v.pipe(
  v.string('write it as text'),
  v.maxLength(100_000, 'at most 100000 characters'),
)

export const explain = [
  endpoint({
    method: 'POST',
    path: '/explain',
    about: 'says why a signature does not fit: of an exchange, or of a pasted message',
    gives: SHAPES.Explanation,
    body: v.strictObject({
      exchange: v.optional(shortText),
      message: v.optional(message),
      text: v.optional(message),
      appId: v.optional(shortText),
    }),
    answer: ({ sandbox, body }) => {
      if ((body.exchange === undefined) === (body.message === undefined)) {
        throw new InputError('message', 'give either message or exchange')
      }
      return sandbox.explain(body)
    },
  }),
]
