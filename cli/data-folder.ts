// What the server leaves in its data folder for people and for the other commands: the control
// token, the keys, and where the server is. Readable by its owner alone, and ignored by git.
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface ServerFile {
  url: string
  gateway: string
  token: string
  pid: number
}

const SERVER = 'server.json'

export function prepareFolder(dir: string): void {
  mkdirSync(dir, { recursive: true })
  const ignore = join(dir, '.gitignore')
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n')
}

/** The folder's own token, made on first use. */
export function folderToken(dir: string): string {
  const path = join(dir, 'token')
  const saved = existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
  if (saved !== '') return saved
  const made = newToken()
  writeSecret(path, `${made}\n`)
  return made
}

export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

export function writeServerFile(dir: string, file: ServerFile): void {
  writeSecret(join(dir, SERVER), `${JSON.stringify(file, null, 2)}\n`)
}

export function removeServerFile(dir: string): void {
  rmSync(join(dir, SERVER), { force: true })
}

/** `undefined` when no server has the folder; a killed one leaves its file behind. */
export function readServerFile(dir: string): ServerFile | undefined {
  const path = join(dir, SERVER)
  if (!existsSync(path)) return undefined
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'))
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
  mkdirSync(dir, { recursive: true })
  return [...files].map(([name, content]) => {
    const path = join(dir, name)
    writeSecret(path, content)
    return path
  })
}

function writeSecret(path: string, content: string): void {
  writeFileSync(path, content, { mode: 0o600 })
  // `mode` counts only for a file that was not there.
  chmodSync(path, 0o600)
}
