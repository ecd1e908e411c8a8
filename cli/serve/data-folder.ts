// What the server leaves in its data folder for people and for the other commands: the control
// token, the keys, and where the server is. Readable by its owner alone, and ignored by git.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  makePrivateFolder,
  openPrivateFolder,
  writePrivateFile,
} from '../../server/hosts/private-files.ts'
import { withFile } from '../file-failure.ts'

export interface ServerFile {
  url: string
  gateway: string
  token: string
  pid: number
  /** Tells this server from another one on its port; earlier versions wrote none. */
  instance?: string
}

const SERVER = 'server.json'

export function prepareFolder(dir: string): void {
  withFile(dir, () => openPrivateFolder(dir))
  const ignore = join(dir, '.gitignore')
  if (!existsSync(ignore)) withFile(ignore, () => writePrivateFile(ignore, '*\n'))
}

/** The folder's own token, made on first use. */
export function folderToken(dir: string): string {
  const path = tokenFile(dir)
  return withFile(path, () => {
    const saved = existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
    if (saved !== '') return saved
    const made = newToken()
    writePrivateFile(path, `${made}\n`)
    return made
  })
}

export const tokenFile = (dir: string) => join(dir, 'token')

export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

export function writeServerFile(dir: string, file: ServerFile): void {
  const path = join(dir, SERVER)
  withFile(path, () => writePrivateFile(path, `${JSON.stringify(file, null, 2)}\n`))
}

export function removeServerFile(dir: string): void {
  rmSync(join(dir, SERVER), { force: true })
}

/** `undefined` when no server has the folder; a killed one leaves its file behind. */
export function readServerFile(dir: string): ServerFile | undefined {
  const path = join(dir, SERVER)
  if (!existsSync(path)) return undefined
  const text = withFile(path, () => readFileSync(path, 'utf8'))
  try {
    const read: unknown = JSON.parse(text)
    return isServerFile(read) ? read : undefined
  } catch (error) {
    // Written by a process that was killed half-way.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isServerFile(read: unknown): read is ServerFile {
  return (
    typeof read === 'object' &&
    read !== null &&
    'url' in read &&
    typeof read.url === 'string' &&
    'token' in read &&
    typeof read.token === 'string'
  )
}

/** Writes files into a folder; returns their paths. */
export function writeKeyFiles(dir: string, files: ReadonlyMap<string, string>): string[] {
  withFile(dir, () => makePrivateFolder(dir))
  return [...files].map(([name, content]) => {
    const path = join(dir, name)
    withFile(path, () => writePrivateFile(path, content))
    return path
  })
}
