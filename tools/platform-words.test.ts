import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NAMES_A_SYSTEM, platformWords } from './platform-words.ts'

let tree: string

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'platform-words-'))
})

afterEach(() => {
  rmSync(tree, { recursive: true })
})

/** What the check says of a tree with this one file. */
function problemsOf(file: string, source: string): string[] {
  mkdirSync(dirname(join(tree, file)), { recursive: true })
  writeFileSync(join(tree, file), `const first = 0\n${source}\n`)
  return platformWords(tree, [file])
}

test.each([
  ['the name of the system', `const isWindows = process.platform === other`],
  ['a file mode', `writeFileSync(path, text, { mode: 0o600 })`],
  ['a change of modes', `chmodSync(path, mode)`],
  ['a signal', `child.kill('SIGTERM')`],
  ['a signal to a process', `process.kill(-pid)`],
  ['a shell', `spawn(line, { shell: true })`],
  ['a program of one system', `spawn('sh', ['-c', line])`],
  ['a group of processes', `spawn(file, args, { detached: true })`],
  ['a folder of one system', `const folder = '/tmp/x'`],
  ['a folder of one system, with a hole', 'const folder = `/proc/${pid}/stat`'],
  ['an address taken for a path', `read(new URL('a.json', import.meta.url).pathname)`],
])('%s in what ships is found', (_what, source) => {
  expect(problemsOf('cli/late.ts', source)).toEqual([
    expect.stringMatching(
      /^platform-words: cli\/late[.]ts:2: .*: ask server\/hosts\/platform[.]ts$/,
    ),
  ])
})

test.each([
  ['in a comment', 'cli/x.ts', `// As chmod 0o600 does on Linux, SIGTERM, /tmp/x\nconst zero = 0`],
  ['in a sentence', 'cli/x.ts', `const remedy = 'give them rights to it (chmod, chown)'`],
  ['in a test', 'cli/x.test.ts', `child.kill('SIGKILL')`],
  ['in a tool', 'tools/x.ts', `const folder = '/tmp/x'`],
  ['as the code of a gateway that begins like one', 'cli/x.ts', `const code = 'SIGNERROR'`],
  ['as a path of an address', 'cli/x.ts', `const path = new URL(request.url).pathname`],
])('such a word %s is right', (_where, file, source) => {
  expect(problemsOf(file, source)).toEqual([])
})

test('a file that may name a system and does not is an error', () => {
  const file = 'server/hosts/platform.ts'
  expect(Object.keys(NAMES_A_SYSTEM)).toContain(file)
  expect(problemsOf(file, 'const nothing = 0')).toEqual([
    `platform-words: ${file}: needs its exception no more`,
  ])
  expect(problemsOf(file, 'const mode = 0o600')).toEqual([])
})
