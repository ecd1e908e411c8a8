// Programs of the system that some tests need. Such a test stands in a file `*.program.test.ts`, in a
// project of its own: where a program is missing it is left out, and the run says how many were.
import { spawnSync } from 'node:child_process'

/** What is called by name → the Debian package that has it. */
const PACKAGES = { python3: 'python3', openssl: 'openssl', git: 'git' } as const

export type Program = keyof typeof PACKAGES

const has = (program: Program): boolean =>
  spawnSync(program, program === 'openssl' ? ['version'] : ['--version']).status === 0

/** Those of the programs that this machine lacks. */
const missing = (...programs: readonly Program[]): Program[] =>
  programs.filter((program) => !has(program))

export const isMissing = (...programs: readonly Program[]): boolean =>
  missing(...programs).length > 0

/** `3 tests were left out, for want of python3; to run them: apt-get install python3`. */
export function leftOutLine(count: number): string | undefined {
  if (count === 0) return undefined
  const lacking = missing('python3', 'openssl', 'git')
  const packages = lacking.map((program) => PACKAGES[program])
  const tests = count === 1 ? '1 test was' : `${count} tests were`
  return `${tests} left out, for want of ${lacking.join(', ')}; to run them: apt-get install ${packages.join(' ')}`
}
