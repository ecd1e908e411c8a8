// Text in columns, for terminals: Chinese characters are two columns wide.

const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u

export function displayWidth(text: string): number {
  return Array.from(text).reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0)
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

/** Text that is too long ends in `…`. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  let head = ''
  for (const character of text) {
    if (displayWidth(head + character) >= width) break
    head += character
  }
  return `${head}…`
}

/** Breaks at spaces, and between wide characters; later lines begin with `indent`. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(pieces) ?? []) {
    const fits = displayWidth(line) + displayWidth(piece.trimEnd()) <= width
    if (!fits && line.trim() !== '') {
      lines.push(line.trimEnd())
      line = indent
    }
    line += piece
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines.flatMap((each) => broken(each, width, indent))
}

/** What never begins a line: it stays with what stands before it. */
const CLOSING = '[，。；：！？、）”…]*'

const pieces = new RegExp(
  `\\s+|${WIDE.source}${CLOSING}|(?:(?!${WIDE.source})\\S)+${CLOSING}\\s*`,
  'gu',
)

/** A word longer than the line is broken; nothing may run past the edge. */
function broken(line: string, width: number, indent: string): string[] {
  if (displayWidth(line) <= width) return [line]
  let head = ''
  for (const character of line) {
    if (displayWidth(head + character) > width) break
    head += character
  }
  const rest = indent + line.slice(head.length)
  // An indent as wide as the line would never come to an end.
  return rest.length < line.length ? [head, ...broken(rest, width, indent)] : [line]
}
