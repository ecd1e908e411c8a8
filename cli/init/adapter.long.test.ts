// Every skeleton, where its language is, through scenarios about unknown outcomes and refunds.
import { expect, test } from 'vitest'
import { isMissing, type Program } from '../../server/testing/programs.fixture.ts'
import { gradeAdapter, tryAdapter } from './adapter.fixture.ts'

const LANGUAGES: readonly [language: string, program: readonly string[], needs?: Program][] = [
  ['node', [process.execPath]],
  ['python', ['python3'], 'python3'],
  ['java', ['java'], 'javac'],
  ['php', ['php'], 'php'],
  ['go', ['go', 'run'], 'go'],
]

test.each(LANGUAGES.filter(([, , needs]) => needs === undefined || !isMissing(needs)))(
  'the shop in %s breaks no rule that a few scenarios exercise',
  async (language, program) => {
    const { command } = await tryAdapter(language, program)
    const { failed, exercised } = await gradeAdapter(command)
    expect(failed).toEqual([])
    expect(exercised).toEqual(expect.arrayContaining(['EXC-05', 'EXC-07', 'ONE-06']))
  },
)
