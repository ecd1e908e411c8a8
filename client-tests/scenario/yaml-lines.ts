// A YAML text with the place of everything in it, for whoever says what is wrong with it: scenarios,
// mapping files, answers and expectations.
import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml'

interface Place {
  /** From 1, like the column. */
  line: number
  column: number
  /** The line itself. */
  text: string
}

interface Lines {
  /** As far as the text is YAML. */
  value: unknown
  /** Why it is none. */
  mistakes: (Place & { message: string })[]
  /** Where a key stands; for one that is missing, where the nearest thing around it stands. */
  placeOf(keys: readonly unknown[]): Place
}

export function readLines(text: string): Lines {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col, text: text.split('\n')[line - 1] ?? '' }
  }
  const mistakes = document.errors.map(({ message, pos: [offset] }) => ({
    ...place(offset),
    message,
  }))
  const placeOf: Lines['placeOf'] = (keys) => place(offsetOf(document, keys))
  if (mistakes.length > 0) return { value: undefined, mistakes, placeOf }
  try {
    return { value: document.toJS(), mistakes, placeOf }
  } catch (error) {
    // Aliases that would swell beyond all measure.
    const message = error instanceof Error ? error.message : String(error)
    return { value: undefined, mistakes: [{ ...placeOf([]), message }], placeOf }
  }
}

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
