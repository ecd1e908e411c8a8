// Reads a small YAML file by a schema. Whatever is wrong with it is said with its line and field.
import * as v from 'valibot'
import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml'

/** Throws an Error with one line per mistake: `expected.yaml:4: 0.owner is missing`. */
export function readCheckedYaml<S extends v.GenericSchema>(
  text: string,
  file: string,
  schema: S,
): v.InferOutput<S> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const place = (offset: number) => `${file}:${lines.linePos(offset).line}`
  if (document.errors.length > 0) {
    const mistakes = document.errors.map(
      ({ message, pos: [offset] }) => `${place(offset)}: ${message}`,
    )
    throw new Error(mistakes.join('\n'))
  }
  const parsed = v.safeParse(schema, document.toJS())
  if (parsed.success) return parsed.output
  const mistakes = parsed.issues.map((issue) => {
    const keys = issue.path?.map(({ key }) => key) ?? []
    return `${place(offsetOf(document, keys))}: ${wording(issue)}`
  })
  throw new Error(mistakes.join('\n'))
}

function wording(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue) ?? 'file'
  if (issue.expected === 'never') return `${field}: there is no such field`
  if (issue.received === 'undefined') return `${field} is missing: ${issue.message}`
  return `${field}: ${issue.message}`
}

/** Where a key stands; for one that is missing, where the nearest thing around it stands. */
function offsetOf(document: Document, keys: readonly unknown[]): number {
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const around = document.getIn(keys.slice(0, depth - 1), true) ?? document.contents
    const pair = isMap(around)
      ? around.items.find(({ key }) => isNode(key) && String(key) === keys[depth - 1])
      : undefined
    if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0]
    const node = document.getIn(keys.slice(0, depth), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return document.contents?.range?.[0] ?? 0
}
