// Which errors of SQLite are the disk's or the file's and not ours, and what a person can do.
// Codes: https://www.sqlite.org/rescode.html
import { StorageTrouble } from '../storage/trouble.ts'

const TROUBLES: Record<number, (file: string) => string> = {
  5: lockedBy,
  6: lockedBy,
  8: (file) => `${file} cannot be written: give this user rights to it and to its folder`,
  // Also where there is no room for the files beside it.
  10: (file) => `the disk under ${file} fails: make room, or look at the log of the system`,
  11: damaged,
  13: (file) => `there is no space left for ${file}: make room`,
  14: (file) => `${file} cannot be opened: is its folder there, and may this user write in it?`,
  26: damaged,
}

function lockedBy(file: string): string {
  return `another program holds ${file} locked: close that program`
}

function damaged(file: string): string {
  return `${file} is damaged: ${mend(file)}`
}

const mend = (file: string) =>
  `stop the server, then put a copy of it back, try "sqlite3 ${file} .recover", or move it away to ` +
  'start afresh'

/** A database that SQLite reads, and whose records are not what this program wrote. */
export function unreadable(file: string, error: Error): StorageTrouble {
  const line = `${file} holds what this program has not written: ${mend(file)} (${error.message})`
  return new StorageTrouble(line, error)
}

/** The trouble behind an error; `undefined` for what is a bug. */
export function troubleBehind(error: unknown, file: string): StorageTrouble | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  // The lowest byte is the code; what is above it only says more.
  const say = TROUBLES[Number(error.errcode) & 0xff]
  return say && new StorageTrouble(`${say(file)} (${error.message})`, error)
}
