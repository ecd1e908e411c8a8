// What is said of the command line: the reference, the help of every verb, and tab completion.
import { expect, test } from 'vitest'
import { shownCommands } from './verb.ts'
import { loadEverything } from './program.ts'
import { referenceOf } from './reference.fixture.ts'
import { runCli, silentIo } from './run.fixture.ts'

const program = await loadEverything(silentIo)

/** `['buyer', 'code']`, and commands without verbs alone. */
const LINES = program.commands.flatMap((object) =>
  object.commands.length === 0
    ? [object.name()]
    : shownCommands(object).map((verb) => `${object.name()} ${verb.name()}`),
)

test('docs/cli.md is what the commands say of themselves', async () => {
  await expect(referenceOf(program)).toMatchFileSnapshot('../docs/cli.md')
})

test.each(LINES)('the help of "%s" shows an example of itself', async (line) => {
  const { code, out } = await runCli(`${line} --help`)
  expect(code).toBe(0)
  expect(out).toContain(`$ alipay-sim ${line}`)
})

test('every verb that speaks to a server prints JSON for scripts too', () => {
  const speaking = program.commands
    .flatMap((object) => [object, ...shownCommands(object)])
    .filter(({ options }) => options.some(({ long }) => long === '--token'))
  expect(speaking.length).toBeGreaterThan(40)
  for (const { options } of speaking) expect(options.map(({ long }) => long)).toContain('--json')
})

const complete = async (words: string[]) => {
  const { code, out } = await runCli(['complete', '--', ...words])
  expect(code).toBe(0)
  return out.split('\n').filter(Boolean)
}

test.each<[string[], string[]]>([
  [['fau'], ['fault']],
  [
    ['fault', ''],
    'list catalogue add explain remove pause resume held release drop clear'.split(' '),
  ],
  [['fault', 'add', 'lost'], ['lost-reply']],
  [['fault', 'add', 'F02', '--prot'], ['--protocol']],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [
    ['grade', '--lang', ''],
    ['en', 'zh'],
  ],
  [['fault', 'add', 'F02', '--op', ''], []],
  [['nonsense', 'x'], []],
])('after %o the words %o may come', async (words, offered) => {
  expect(await complete(words)).toEqual(offered)
})

test('an empty line offers every object, and not the asking itself', async () => {
  expect(await complete([''])).toEqual(program.commands.map((command) => command.name()))
})

test.each(['bash', 'zsh', 'fish'])('the script for %s asks the program', async (shell) => {
  const { code, out } = await runCli(`completion ${shell}`)
  expect(code).toBe(0)
  expect(out).toContain('alipay-sim complete --')
})

test('a shell without a script is refused with those that have one', async () => {
  const { code, err } = await runCli('completion tcsh')
  expect(code).toBe(2)
  expect(err).toContain('bash, zsh, fish')
})
