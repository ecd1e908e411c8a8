// How a program is started by its words. Windows finds only `.exe` files by itself: `npm`, `npx` and whatever
// a package installs are `.cmd` files there, which cmd.exe must run, and which it reads by rules of its own.
import { existsSync } from 'node:fs'
import { win32 } from 'node:path'

export interface Launch {
  file: string
  args: readonly string[]
  options: { windowsHide?: boolean; windowsVerbatimArguments?: boolean }
}

type Environment = Readonly<Record<string, string | undefined>>

export function launchOf(
  words: readonly string[],
  system: NodeJS.Platform,
  env: Environment,
  exists: (path: string) => boolean = existsSync,
): Launch {
  const [program = '', ...args] = words
  if (system !== 'win32') return { file: program, args, options: {} }
  const found = findProgram(program, env, exists)
  const options = { windowsHide: true }
  if (found === undefined || !/[.](?:cmd|bat)$/i.test(found))
    return { file: program, args, options }
  const again = SHIM.test(found)
  const line = [forCmd(found), ...args.map((word) => quoted(word, again))].join(' ')
  return {
    file: valueOf(env, 'ComSpec') ?? 'cmd.exe',
    args: ['/d', '/s', '/c', `"${line}"`],
    options: { ...options, windowsVerbatimArguments: true },
  }
}

/** As cmd.exe looks for it: in each folder of PATH the endings of PATHEXT, in their order. */
function findProgram(
  program: string,
  env: Environment,
  exists: (path: string) => boolean,
): string | undefined {
  const endings = (valueOf(env, 'PATHEXT') ?? '.COM;.EXE;.BAT;.CMD').split(';').filter(Boolean)
  const hasEnding = endings.some((one) => program.toLowerCase().endsWith(one.toLowerCase()))
  const isPath = /[\\/]/.test(program)
  const folders = isPath ? [''] : ['.', ...(valueOf(env, 'PATH') ?? '').split(win32.delimiter)]
  return folders
    .flatMap((folder) => {
      const path = win32.join(folder, program)
      return hasEnding ? [path] : endings.map((ending) => path + ending.toLowerCase())
    })
    .find((path) => exists(path))
}

/** Names in the environment have no case on Windows, and a copy of it knows nothing of that. */
function valueOf(env: Environment, wanted: string): string | undefined {
  const name = Object.keys(env).find((one) => one.toLowerCase() === wanted.toLowerCase())
  return name === undefined ? undefined : env[name]
}

// The quoting is that of https://qntm.org/cmd, as the package cross-spawn has it.
const META = /([()\][%!^"`<>&|;, *?])/g

/** Hands its words to a second line of cmd.exe, which reads them again. */
const SHIM = /node_modules[\\/][.]bin[\\/][^\\/]+[.]cmd$/i

const forCmd = (text: string): string => text.replaceAll(META, '^$1')

function quoted(word: string, again: boolean): string {
  const inQuotes = `"${word.replaceAll(/(\\*)"/g, String.raw`$1$1\"`).replace(/(\\*)$/, '$1$1')}"`
  const once = forCmd(inQuotes)
  return again ? forCmd(once) : once
}
