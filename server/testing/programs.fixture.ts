// Programs of the system that some tests need. Such a test stands in a file `*.program.test.ts`, or
// `*.browser.test.ts`, in a project of its own: where a program is missing it is left out, and the run says how many were. A build
// server has them all, save those of `*.optional.test.ts`, which are too large to install for one test.
import { spawnSync } from 'node:child_process'

interface Needed {
  /** How it is asked whether it is there. */
  asked: readonly string[]
  /** Debian's packages. */
  packages: string
}

const VERSION = ['--version']

const PROGRAMS = {
  python3: { asked: VERSION, packages: 'python3' },
  openssl: { asked: ['version'], packages: 'openssl' },
  git: { asked: VERSION, packages: 'git' },
  chromium: { asked: VERSION, packages: 'chromium' },
  php: {
    asked: ['-r', 'exit(function_exists("curl_init") ? 0 : 1);'],
    packages: 'php-cli php-curl',
  },
  // The compiler: a program of one file is compiled as it starts.
  javac: { asked: VERSION, packages: 'default-jdk-headless' },
  go: { asked: ['version'], packages: 'golang-go' },
} as const satisfies Record<string, Needed>

export type Program = keyof typeof PROGRAMS

const isHere = (program: Program): boolean =>
  spawnSync(program, PROGRAMS[program].asked).status === 0

export const isMissing = (...programs: readonly Program[]): boolean => !programs.every(isHere)

const isProgram = (name: string): name is Program => name in PROGRAMS

/** Of the tests that run in the Workers runtime, a package that there is not for every system. */
export function withoutRuntimeLine(count: number): string | undefined {
  if (count === 0) return undefined
  const tests = count === 1 ? '1 test was' : `${count} tests were`
  return `${tests} left out because workerd is not installed for this system; npm ci brings it for Linux with glibc, macOS and Windows`
}

/** `3 tests were left out because python3 is missing; to run them: apt-get install python3`. */
export function leftOutLine(count: number): string | undefined {
  if (count === 0) return undefined
  const lacking = Object.keys(PROGRAMS)
    .filter(isProgram)
    .filter((program) => !isHere(program))
  // Skipped by a filter of the command line.
  if (lacking.length === 0) return undefined
  const tests = count === 1 ? '1 test was' : `${count} tests were`
  const verb = lacking.length === 1 ? 'is' : 'are'
  const packages = lacking.map((program) => PROGRAMS[program].packages).join(' ')
  return `${tests} left out because ${lacking.join(', ')} ${verb} missing; to run them: apt-get install ${packages}`
}
