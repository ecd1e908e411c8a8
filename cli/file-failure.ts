// Files and folders that cannot be used, in one line with the remedy.
import { Failure, messageOf } from './failure.ts'

/** Does something with a file; what goes wrong is said of that file. */
export function withFile<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof Failure ? error : fileFailure(path, error)
  }
}

export function fileFailure(path: string, error: unknown): Failure {
  const at = error instanceof Error && 'path' in error ? String(error.path) : path
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return new Failure(2, REMEDIES[code]?.(at) ?? `cannot use ${at}: ${messageOf(error)}`)
}

const OR_ANOTHER = 'or choose another folder'

const noRights = (path: string) =>
  `this user may not use ${path}: give them rights to it (chmod, chown), ${OR_ANOTHER}`
const noSpace = (path: string) => `there is no space left for ${path}: make room, ${OR_ANOTHER}`
const fileInTheWay = (path: string) =>
  `${path} cannot be a folder, for a file is in the way: move that away, ${OR_ANOTHER}`

const REMEDIES: Record<string, (path: string) => string> = {
  EACCES: noRights,
  EPERM: noRights,
  ENOSPC: noSpace,
  EDQUOT: noSpace,
  EROFS: (path) => `${path} is on a disk that is read only: ${OR_ANOTHER.slice(3)}`,
  EISDIR: (path) => `${path} is a folder and should be a file: move it away`,
  ENOTDIR: fileInTheWay,
  EEXIST: fileInTheWay,
  EMFILE: (path) => `there are too many open files to use ${path}: raise "ulimit -n"`,
}
