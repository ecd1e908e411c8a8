// A saved journal, read for a command.
import { readFileSync } from 'node:fs'
import { parseJournal } from '../../client-tests/grade/saved-journal.ts'
import type { Entry } from '../../server/journal/entry.ts'
import { Failure, messageOf } from '../failure.ts'

/** `flag`: the option that named the file, for the message; `parse`: what is asked of it. */
export function readJournal(flag: string, file: string, parse = parseJournal): Entry[] {
  try {
    return parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Failure(2, `${flag} ${file}: ${messageOf(error)}`)
  }
}
