// Reads a small YAML file by a schema. Whatever is wrong with it is said with its line and field.
import * as v from 'valibot'
import { readLines } from '../scenario/yaml-lines.ts'

/** Throws an Error with one line per mistake: `expected.yaml:4: 0.owner is missing`. */
export function readCheckedYaml<S extends v.GenericSchema>(
  text: string,
  file: string,
  schema: S,
): v.InferOutput<S> {
  const { value, mistakes: unreadable, placeOf } = readLines(text)
  if (unreadable.length > 0) {
    throw new Error(unreadable.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'))
  }
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return parsed.output
  const mistakes = parsed.issues.map((issue) => {
    const keys = issue.path?.map(({ key }) => key) ?? []
    return `${file}:${placeOf(keys).line}: ${wording(issue)}`
  })
  throw new Error(mistakes.join('\n'))
}

function wording(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue) ?? 'file'
  if (issue.expected === 'never') return `${field}: there is no such field`
  if (issue.received === 'undefined') return `${field} is missing: ${issue.message}`
  return `${field}: ${issue.message}`
}
