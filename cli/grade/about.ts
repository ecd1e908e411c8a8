// What a report says of a run that neither the journal nor the rules know: which version of the shop
// was graded, and who ran it. Read before the run, because a working directory may change during it.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { InvalidArgumentError, type Command } from 'commander'
import type { Circumstances } from '../../client-tests/reports/report.ts'
import type { Io } from '../io.ts'

export interface AboutOptions {
  shopVersion?: string
  runBy?: string
}

export type About = Pick<Circumstances, 'shop' | 'runBy'>

/** It has to fit a line of the report, on paper too. */
const LONGEST = 80
/** A repository on a slow disk must not hold up the run. */
const GIT_MS = 5_000

export function addAboutOptions(command: Command): Command {
  return command
    .option(
      '--shop-version <text>',
      "the shop's version, for the report (default: the commit of its git repository)",
      oneLine,
    )
    .option('--run-by <name>', 'who runs this, for the report', oneLine)
}

/** `folder`: of the shop; absent for a saved journal, which was made elsewhere. */
export function readAbout(
  { shopVersion, runBy }: AboutOptions,
  env: Io['env'],
  folder: string | undefined,
): About {
  const shop = shopOf(shopVersion, env, folder)
  return { ...(shop && { shop }), ...(runBy !== undefined && { runBy }) }
}

/** Of the file that the command starts (`node ../shop/app.js`), else the working directory. */
export function folderOf(command: readonly string[]): string {
  const [program = '', ...words] = command
  const own = program.includes(sep) || program.includes('/') ? [...words, program] : words
  const file = own.find((word) => !word.startsWith('-') && isFile(word))
  return file === undefined ? process.cwd() : dirname(resolve(file))
}

const isFile = (path: string) => existsSync(path) && statSync(path).isFile()

function shopOf(
  given: string | undefined,
  env: Io['env'],
  folder: string | undefined,
): About['shop'] {
  if (given !== undefined) return { version: given, from: 'option' }
  const version = folder === undefined ? undefined : commitOf(folder, env)
  return version === undefined ? undefined : { version, from: 'git' }
}

/** `1a2b3c4d5e6f`, with `-dirty` when tracked files were changed; `undefined` without git or a commit. */
export function commitOf(folder: string, env: Io['env']): string | undefined {
  const words = ['describe', '--always', '--dirty', '--abbrev=12', '--exclude=*']
  const { status, stdout } = spawnSync('git', words, {
    cwd: folder,
    // Looking takes no lock from somebody who works in the repository.
    env: { ...env, GIT_OPTIONAL_LOCKS: '0' },
    encoding: 'utf8',
    timeout: GIT_MS,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const commit = status === 0 ? stdout.trim() : ''
  return /^[0-9a-f]{12,64}(-dirty)?$/.test(commit) ? commit : undefined
}

function oneLine(text: string): string {
  const trimmed = text.trim()
  if (trimmed !== '' && trimmed.length <= LONGEST && !/\p{C}/u.test(trimmed)) return trimmed
  throw new InvalidArgumentError(`One line of 1 to ${LONGEST} characters.`)
}
