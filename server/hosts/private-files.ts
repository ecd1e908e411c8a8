// Who may read what the server leaves on disk: its owner alone. Everything that this program assumes of
// file modes is here. Windows has none; there a folder of the user's own is private by itself.
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

const FOLDER = 0o700
const FILE = 0o600

/** What this program writes into a data folder; the files of anybody else are left alone. */
const OURS = /^(token|server\.json|\.gitignore|.+\.sqlite(-wal|-shm|-journal)?)$/
const OUR_FOLDERS = ['keys', 'tls']
const OURS_IN_KEYS = /\.(pem|txt|crt|mjs)$/

/** Makes a folder that only its owner can enter; one that was there before keeps its mode. */
export function makePrivateFolder(dir: string): void {
  if (existsSync(dir)) return
  mkdirSync(dir, { recursive: true, mode: FOLDER })
  chmod(dir, FOLDER)
}

/**
 * Makes a data folder, or takes the rights of everybody else from one that an earlier version left:
 * from our own files always, from the folder itself where nothing but ours is in it.
 */
export function openPrivateFolder(dir: string): void {
  makePrivateFolder(dir)
  const names = readdirSync(dir)
  if (names.every((name) => OURS.test(name) || OUR_FOLDERS.includes(name))) chmod(dir, FOLDER)
  for (const name of names) if (OURS.test(name)) chmod(join(dir, name), FILE)
  for (const name of OUR_FOLDERS) {
    const inner = join(dir, name)
    if (!existsSync(inner) || !lstatSync(inner).isDirectory()) continue
    chmod(inner, FOLDER)
    for (const one of readdirSync(inner)) {
      if (OURS_IN_KEYS.test(one)) chmod(join(inner, one), FILE)
    }
  }
}

export function writePrivateFile(path: string, content: string): void {
  // `mode` counts only for a file that was not there, and less the umask.
  writeFileSync(path, content, { mode: FILE })
  chmod(path, FILE)
}

/** Opens a file anew for writing. */
export function openPrivateFile(path: string): number {
  const file = openSync(path, 'w', FILE)
  chmod(path, FILE)
  return file
}

/** Makes the file of a database before SQLite does, whose own would be open to everybody. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', FILE))
  chmod(path, FILE)
}

function chmod(path: string, mode: number): void {
  // A link leads to a file that is not ours to change.
  if (process.platform === 'win32' || lstatSync(path).isSymbolicLink()) return
  try {
    if ((lstatSync(path).mode & 0o777) !== mode) chmodSync(path, mode)
  } catch (error) {
    // Another user's file, or a disk without modes (a USB stick, a mounted Windows share): whoever can
    // use it can use it, and the server works all the same.
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (!['EPERM', 'ENOTSUP', 'EROFS', 'ENOSYS'].includes(String(code))) throw error
  }
}
