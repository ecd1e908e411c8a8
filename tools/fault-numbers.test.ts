import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { comparedNumbers, COMPARES } from './fault-numbers.ts'

let tree: string

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'fault-numbers-'))
})

afterEach(() => {
  rmSync(tree, { recursive: true })
})

/** What the check says of a tree with this one file. */
function problemsOf(file: string, source: string): string[] {
  mkdirSync(dirname(join(tree, file)), { recursive: true })
  writeFileSync(join(tree, file), `type Fault = { catalogueId: string }\n${source}\n`)
  return comparedNumbers(tree, [file])
}

test.each([
  ['a comparison', `const is = (f: Fault) => f.catalogueId === other`],
  ['a comparison of the field alone', `const is = ({ catalogueId }: Fault) => one !== catalogueId`],
  ['the key of a table', `const type = (f: Fault) => TYPES[f.catalogueId]`],
  ['a method that asks', `const is = (f: Fault) => f.catalogueId.startsWith(letter)`],
  ['a member of a set', `const is = ({ catalogueId }: Fault) => known.has(catalogueId)`],
  ['a member of a list', `const is = ({ catalogueId }: Fault) => [1, catalogueId].includes(1)`],
  ['a switch', `switch (fault.catalogueId) {}`],
  ['a number in a set', `const known = new Set(['L01'])`],
  ['a number as a key', `const TYPES = { L01: 'local_only' }`],
])('%s of numbers of the catalogue in a rule is found', (_what, source) => {
  expect(problemsOf('client-tests/rules/late.ts', source)).toEqual([
    expect.stringMatching(/^fault-numbers: client-tests\/rules\/late[.]ts:2: (L01|catalogueId)/),
  ])
})

const EQUALS = `const is = (f: Fault) => f.catalogueId === 'F02'`

test.each([
  ['told to people', 'client-tests/rules/x.ts', 'const say = (f: Fault) => `by ${f.catalogueId}`'],
  [
    'in a list for people',
    'client-tests/rules/x.ts',
    `const ids = all.map(({ catalogueId }) => catalogueId).join('+')`,
  ],
  ['in a comment', 'client-tests/rules/x.ts', `// The outage, I01.\nconst zero = 0`],
  ['in a citation', 'client-tests/rules/x.ts', `const source = '000:L22-24; L11'`],
  ['in a test', 'client-tests/rules/x.test.ts', EQUALS],
  ['in a load of the matrix', 'client-tests/matrix/load.ts', `const jitter = 'F06'`],
  ['in a merchant', 'client-tests/merchants/shop.ts', EQUALS],
  ['in the simulator', 'server/trade/x.ts', `const id = 'F06'`],
])('such a number %s is right', (_where, file, source) => {
  expect(problemsOf(file, source)).toEqual([])
})

test('a file that may compare such numbers and does not is an error', () => {
  const [file = ''] = Object.keys(COMPARES)
  expect(problemsOf(file, 'const nothing = 0')).toEqual([
    `fault-numbers: ${file}: needs its exception no more`,
  ])
  expect(problemsOf(file, EQUALS)).toEqual([])
})
