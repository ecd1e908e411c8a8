// A message of the journal in lines: its parameters one by one, JSON laid out.
import type { EntryOf } from '../../server/journal/entry.ts'
import { decodedPairs } from '../../server/journal/readable.ts'
import type { Wire } from '../../server/journal/wire.ts'

/** What the body and the query say; nothing where they are plain already. */
export function decodedLines(wire: Wire): string[] {
  return decodedPairs(wire).flatMap(([name, value]) => {
    const [first = '', ...rest] = value.split('\n')
    return [name === '' ? first : `${name} = ${first}`, ...rest]
  })
}

export const isMasked = ({ wire }: EntryOf<'request'>): boolean =>
  /\*[0-9a-f]{8}\*/.test(`${wire.start} ${Object.values(wire.headers).join(' ')} ${wire.body}`)
