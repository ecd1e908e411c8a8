// `alipay-sim journal bounds` and `journal prune`: how much of a journal is kept. The same options as
// of `serve`.
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { Pruned, PruningShown } from '../../server/control/pruning.ts'
import { assertBounds, isUnbounded, type JournalBounds } from '../../server/journal/bounds.ts'
import { parseDuration } from '../../server/values/instant.ts'
import { parseSize } from '../../server/values/size.ts'
import { Failure, messageOf } from '../failure.ts'
import type { Io } from '../io.ts'
import { addVerb } from '../verb.ts'

interface Flags {
  age?: number
  entries?: number
  bytes?: number
}

export const readAge = (text: string): number => {
  const ageMs = parseDuration(text)
  if (ageMs !== undefined) return ageMs
  throw new InvalidArgumentError('Give a duration such as 12h or 7d.')
}

export const readSize = (text: string): number => {
  const bytes = parseSize(text)
  if (bytes !== undefined) return bytes
  throw new InvalidArgumentError('Give a size such as 500M, 2G or a number of bytes.')
}

export const readCount = (text: string): number => {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Give a whole number, such as 100000.')
}

const options = (): Option[] => [
  new Option('--age <duration>', 'those of so long are kept, such as 7d').argParser(readAge),
  new Option('--entries <number>', 'so many are kept').argParser(readCount),
  new Option('--bytes <size>', 'so many bytes are kept, such as 500M').argParser(readSize),
]

interface ServeFlags {
  journalAge?: number
  journalEntries?: number
  journalBytes?: number
}

/** As `serve` was given them; `undefined` where it was given none. */
export function boundsOf(flags: ServeFlags): JournalBounds | undefined {
  const { journalAge: ageMs, journalEntries: entries, journalBytes: bytes } = flags
  const bounds = {
    ...(ageMs !== undefined && { ageMs }),
    ...(entries !== undefined && { entries }),
    ...(bytes !== undefined && { bytes }),
  }
  try {
    assertBounds(bounds, {
      ageMs: '--journal-age',
      entries: '--journal-entries',
      bytes: '--journal-bytes',
    })
  } catch (error) {
    throw new Failure(2, messageOf(error))
  }
  return isUnbounded(bounds) ? undefined : bounds
}

const asBody = ({ age, entries, bytes }: Flags) => ({
  ...(age !== undefined && { age: `${age}ms` }),
  ...(entries !== undefined && { entries }),
  ...(bytes !== undefined && { bytes }),
})

export function boundsVerbs(journal: Command, io: Io): void {
  addVerb<Flags & { off?: boolean }>(journal, io, {
    usage: 'bounds',
    about: 'how much of the journal is kept; with an option, what is kept from now on',
    examples: [
      'journal bounds',
      'journal bounds --age 7d --entries 100000',
      'journal bounds --bytes 500M',
      'journal bounds --off',
    ],
    options: [...options(), new Option('--off', 'keep everything')],
    run: async (client, { off, ...flags }) => {
      const body = asBody(flags)
      const isGiven = Object.keys(body).length > 0
      if (off && isGiven)
        throw new Failure(2, {
          en: '--off: give it alone, or the bounds without it',
          zh: '--off：请单独给出，或只给出限度',
        })
      const value =
        off || isGiven
          ? await client.send<PruningShown>('PUT', '/journal/bounds', body)
          : await client.get<PruningShown>('/journal/bounds')
      return { value, lines: linesOf(value) }
    },
  })
  addVerb<Flags>(journal, io, {
    usage: 'prune',
    about:
      'removes the oldest entries, now and once, until what is left is within the bounds given',
    examples: ['journal prune --age 7d', 'journal prune --entries 100000'],
    options: options(),
    run: async (client, flags) => {
      const value = await client.send<Pruned>('POST', '/journal/prune', asBody(flags))
      const line = `${value.removed} entries are gone; the journal begins at entry ${value.first}`
      return { value, lines: [line] }
    },
  })
}

function linesOf({ age, entries, bytes, first, isHeld }: PruningShown): string[] {
  const kept = [
    ...(age === undefined ? [] : [`of the last ${age}`]),
    ...(entries === undefined ? [] : [`${entries} entries`]),
    ...(bytes === undefined ? [] : [`${bytes} bytes`]),
  ]
  return [
    kept.length === 0 ? 'everything is kept' : `kept are at most: ${kept.join(', ')}`,
    ...(first > 1 ? [`the journal begins at entry ${first}: what was before has been pruned`] : []),
    ...(isHeld ? ['the suite has begun a run here: nothing is pruned any more'] : []),
  ]
}
