// Programs of the system that some tests need. Such a test stands in a file `*.program.test.ts`, in a
// project of its own: where a program is missing it is left out, and the run says how many were.
import { spawnSync } from 'node:child_process'

/** Each is also the name of its Debian package. */
const PROGRAMS = ['python3', 'openssl', 'git'] as const

export type Program = (typeof PROGRAMS)[number]

const isHere = (program: Program): boolean =>
  spawnSync(program, program === 'openssl' ? ['version'] : ['--version']).status === 0

export const isMissing = (...programs: readonly Program[]): boolean => !programs.every(isHere)

/** `3 tests were left out because python3 is missing; to run them: apt-get install python3`. */
export function leftOutLine(count: number): string | undefined {
  if (count === 0) return undefined
  const lacking = PROGRAMS.filter((program) => !isHere(program))
  const tests = count === 1 ? '1 test was' : `${count} tests were`
  const verb = lacking.length === 1 ? 'is' : 'are'
  return `${tests} left out because ${lacking.join(', ')} ${verb} missing; to run them: apt-get install ${lacking.join(' ')}`
}
