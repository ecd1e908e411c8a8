// Reads a scenario from YAML. Every mistake is said with the line it stands in.
import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml'
import { readScenario, type Loaded } from './read.ts'

export function readYaml(text: string): Loaded {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col, text: text.split('\n')[line - 1] ?? '' }
  }
  if (document.errors.length > 0) {
    const mistakes = document.errors.map(({ message, pos: [offset] }) => ({
      ...place(offset),
      field: 'YAML',
      remedy: message,
    }))
    return { mistakes }
  }
  return readScenario(document.toJS(), (keys) => place(offsetOf(document, keys)))
}

/** Where a value stands; for one that is missing, where the nearest thing around it stands. */
function offsetOf(document: Document, keys: readonly unknown[]): number {
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const around = depth === 1 ? document.contents : document.getIn(keys.slice(0, depth - 1), true)
    if (isMap(around)) {
      const pair = around.items.find(({ key }) => isNode(key) && String(key) === keys[depth - 1])
      if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0]
    }
    const node = document.getIn(keys.slice(0, depth), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return document.contents?.range?.[0] ?? 0
}
