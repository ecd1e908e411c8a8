// All that differs between Linux, macOS and Windows: file modes, signals, the shell, how a program is started
// and ended, where temporary files lie. No other file of the product names any of it
// (tools/platform-words.ts). The system is an argument, so that each can be shown on any machine.
import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import type { Readable } from 'node:stream'
import { launchOf, type Launch } from './windows-launch.ts'

export type System = NodeJS.Platform
type Environment = Readonly<Record<string, string | undefined>>

const here = process.platform

/** A folder that only its owner can enter, a file that only its owner can read. Windows has no modes; there a
 * folder of the user's own is private by itself. */
const FOLDER = 0o700
const FILE = 0o600

export function makeOwnFolder(path: string, system: System = here): void {
  mkdirSync(path, { recursive: true, mode: FOLDER })
  keepToOwner(path, 'folder', system)
}

/** Opens a file for its owner alone: `w` anew, `a` to add to it. */
export function openOwnFile(path: string, flag: 'w' | 'a', system: System = here): number {
  // The mode counts only for a file that was not there, and less the umask.
  const file = openSync(path, flag, FILE)
  try {
    keepToOwner(path, 'file', system)
    return file
  } catch (error) {
    closeSync(file)
    throw error
  }
}

/** Takes the rights of everybody else from what is there. */
export function keepToOwner(path: string, what: 'folder' | 'file', system: System = here): void {
  // A link leads to a file that is not ours to change.
  if (system === 'win32' || lstatSync(path).isSymbolicLink()) return
  const mode = what === 'folder' ? FOLDER : FILE
  try {
    if ((lstatSync(path).mode & 0o777) !== mode) chmodSync(path, mode)
  } catch (error) {
    // Another user's file, or a disk without modes (a USB stick, a mounted Windows share): whoever can
    // use it can use it, and the server works all the same.
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (!['EPERM', 'ENOTSUP', 'EROFS', 'ENOSYS'].includes(String(code))) throw error
  }
}

/**
 * Where SQLite puts a database without a name, in its own order:
 * https://www.sqlite.org/tempfiles.html#temporary_file_storage_locations
 */
export const temporaryFolders = (
  env: Environment = process.env,
  system: System = here,
): readonly (string | undefined)[] =>
  system === 'win32'
    ? [tmpdir()]
    : [env['SQLITE_TMPDIR'], env['TMPDIR'], '/var/tmp', '/usr/tmp', '/tmp', '.']

/** A folder in memory where the system offers one and nobody asked for another, else the usual one. */
export function fastestTemporaryFolder(
  env: Environment = process.env,
  system: System = here,
): string {
  if (env['TMPDIR'] !== undefined || system !== 'linux') return tmpdir()
  try {
    accessSync('/dev/shm', constants.W_OK)
    return '/dev/shm'
  } catch {
    return tmpdir()
  }
}

/** How a person stops a program: Ctrl-C, `kill`; on Windows Ctrl-C, Ctrl-Break, closing the window. */
const stopSignals = (system: System): readonly NodeJS.Signals[] =>
  system === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM']

/** Calls once when a person wants this program to stop; the result is to forget it. */
export function onStop(stop: () => void, system: System = here): () => void {
  const signals = stopSignals(system)
  const forget = () => {
    for (const signal of signals) process.removeListener(signal, once)
  }
  const once = () => {
    forget()
    stop()
  }
  for (const signal of signals) process.on(signal, once)
  return forget
}

export type PipedProgram = ChildProcessByStdio<null, Readable, Readable>

const PIPED: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe']

/** A program by its words, its output for us. It leads a group, so that what it starts can end with it. */
export function startProgram(words: readonly string[], env: Environment): PipedProgram {
  const { file, args, options } = launchOf(words, here, env)
  return spawn(file, args, { ...options, env, stdio: PIPED, detached: hasGroups(here) })
}

/** A program by its words, at work for the person: what it prints goes to our stderr. */
export function startForPerson(words: readonly string[], env: Environment): ChildProcess {
  const { file, args, options }: Launch = launchOf(words, here, env)
  return spawn(file, args, { ...options, env, stdio: ['inherit', 2, 2] })
}

/** A line that a person wrote for their own shell: `sh`, on Windows `cmd.exe`. */
export const startLine = (line: string, env: Environment): PipedProgram =>
  spawn(line, { shell: true, env, stdio: PIPED, windowsHide: true })

const hasGroups = (system: System): boolean => system !== 'win32'

interface Ending {
  /** A negative pid is that of a group. */
  kill: (pid: number, signal: NodeJS.Signals) => void
  run: (program: string, args: readonly string[]) => void
}

const byTheSystem: Ending = {
  kill: (pid, signal) => void process.kill(pid, signal),
  run: (program, args) => {
    const child = spawn(program, args, { stdio: 'ignore', windowsHide: true })
    // A Windows without taskkill: nothing else ends a tree.
    child.once('error', () => {})
  },
}

type Ended = Pick<ChildProcess, 'pid' | 'exitCode' | 'signalCode'>

/**
 * Ends a program, and with `group` whatever it started (`startProgram` makes groups). Windows cannot ask a
 * program to end: there it and all below it are ended at once, and what it left behind when it ended by
 * itself is not found any more.
 */
export function endProgram(
  { pid, exitCode, signalCode }: Ended,
  how: 'ask' | 'force',
  { group = false, system = here, by = byTheSystem } = {},
): void {
  if (pid === undefined) return
  const isGone = exitCode !== null || signalCode !== null
  if (system === 'win32') {
    // The number may be another program's by now.
    if (!isGone) by.run('taskkill', ['/pid', String(pid), '/t', '/f'])
    return
  }
  if (isGone && !group) return
  try {
    by.kill(group ? -pid : pid, how === 'ask' ? 'SIGTERM' : 'SIGKILL')
  } catch (error) {
    // All of it is gone already.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
