// HTML by template: whatever is put into one is escaped, unless it came out of another.

export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Piece = string | number | Html | undefined | readonly Html[]

export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  const [first = '', ...rest] = parts
  return new Html(first + rest.map((part, at) => written(pieces[at]) + part).join(''))
}

function written(piece: Piece): string {
  if (piece === undefined) return ''
  if (piece instanceof Html) return piece.text
  if (typeof piece === 'object') return piece.map(({ text }) => text).join('')
  return escapeHtml(String(piece))
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string) => text.replaceAll(/[&<>"']/g, (one) => ENTITIES[one] ?? one)
