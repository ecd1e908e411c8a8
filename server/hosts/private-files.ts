// Who may read what the server leaves on disk: its owner alone.
import { closeSync, existsSync, lstatSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepToOwner, makeOwnFolder, openOwnFile } from './platform.ts'

/** What this program writes into a data folder; the files of anybody else are left alone. */
const OURS = /^(token|server\.json|\.gitignore|.+\.sqlite(-wal|-shm|-journal)?)$/
const OUR_FOLDERS = ['keys', 'tls']
const OURS_IN_KEYS = /\.(pem|txt|crt|mjs)$/

/** Makes a folder that only its owner can enter; one that was there before keeps its mode. */
export function makePrivateFolder(dir: string): void {
  if (!existsSync(dir)) makeOwnFolder(dir)
}

/**
 * Makes a data folder, or takes the rights of everybody else from one that an earlier version left:
 * from our own files always, from the folder itself where nothing but ours is in it.
 */
export function openPrivateFolder(dir: string): void {
  makePrivateFolder(dir)
  const names = readdirSync(dir)
  if (names.every((name) => OURS.test(name) || OUR_FOLDERS.includes(name))) {
    keepToOwner(dir, 'folder')
  }
  for (const name of names) if (OURS.test(name)) keepToOwner(join(dir, name), 'file')
  for (const name of OUR_FOLDERS) {
    const inner = join(dir, name)
    if (!existsSync(inner) || !lstatSync(inner).isDirectory()) continue
    keepToOwner(inner, 'folder')
    for (const one of readdirSync(inner)) {
      if (OURS_IN_KEYS.test(one)) keepToOwner(join(inner, one), 'file')
    }
  }
}

export function writePrivateFile(path: string, content: string): void {
  const file = openOwnFile(path, 'w')
  try {
    writeFileSync(file, content)
  } finally {
    closeSync(file)
  }
}

/** Opens a file anew for writing. */
export const openPrivateFile = (path: string): number => openOwnFile(path, 'w')

/** Makes the file of a database before SQLite does, whose own would be open to everybody. */
export function makePrivateFile(path: string): void {
  closeSync(openOwnFile(path, 'a'))
}
