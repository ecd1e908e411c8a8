// What the schemas of a mapping file are made of: texts, paths into a reply, words that are mapped, a call.
import * as v from 'valibot'
import { whyNoPath } from '../extract.ts'

export const text = v.pipe(v.string('must be text'), v.nonEmpty('must not be empty'))

export const path = v.pipe(
  text,
  v.rawCheck(({ dataset, addIssue }) => {
    const why = dataset.typed ? whyNoPath(dataset.value) : undefined
    if (why !== undefined)
      addIssue({ message: why.startsWith('must') ? why : `must be one: ${why}` })
  }),
)

export const mapTo = (words: readonly string[]) =>
  v.record(v.string(), v.picklist(words, `must be one of ${words.join(', ')}`), 'must be a map')

/** One call: over HTTP, or a command that gets the values in its environment. */
export const call = {
  method: v.optional(
    v.picklist(['GET', 'POST', 'PUT', 'DELETE'], 'must be GET, POST, PUT or DELETE'),
  ),
  url: v.optional(text),
  headers: v.optional(v.record(v.string(), v.string('must be text'))),
  /** Text with holes, or a map that is sent as JSON. */
  body_template: v.optional(
    v.union([text, v.record(v.string(), v.unknown())], 'must be text, or a map sent as JSON'),
  ),
  run: v.optional(text),
  /** An HTTP status, or a path that must find something true. */
  ok: v.optional(v.union([v.number(), path], 'must be an HTTP status, or a path')),
}
