import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkArchitecture } from './check-architecture.ts'
import { EXCEPTIONS } from './gateway-words.ts'
import { serverFolders, suiteRooms } from './architecture-order.ts'

let tree: string

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'architecture-'))
})

afterEach(() => {
  rmSync(tree, { recursive: true })
})

function plant(files: Record<string, string>): void {
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), source)
  }
}

const obedient = {
  'server/values/money.ts': 'export type Fen = number\nexport const zero: Fen = 0\n',
  'server/trade/trade.ts': `import { zero } from '../values/money.ts'\nexport const paid = zero\n`,
  'server/sandbox/sandbox.ts':
    `import { paid } from '../trade/trade.ts'\n` +
    `export interface Sandbox { paid: number }\nexport const sandbox: Sandbox = { paid }\n`,
  'server/hosts/node.ts':
    `import { readFileSync } from 'node:fs'\nimport { sandbox } from '../sandbox/sandbox.ts'\n` +
    `export default [readFileSync, sandbox]\n`,
  'server/trade/trade.test.ts': `import node from '../hosts/node.ts'\nexport default node\n`,
  'client-tests/scenario/schema.ts': `import type { Fen } from '../../server/values/money.ts'\nexport interface Scenario { price: Fen }\n`,
  'scenarios/pay-lost.ts':
    `import type { Scenario } from '../client-tests/scenario/schema.ts'\n` +
    `export const payLost: Scenario = { price: 1 }\n`,
  'client-tests/suite.ts':
    `import type { Sandbox } from '../server/sandbox/sandbox.ts'\n` +
    `import { payLost } from '../scenarios/pay-lost.ts'\nexport default [payLost] as [unknown, Sandbox?]\n`,
  'client-tests/drives/in-process/play.ts': `import type { Fen } from '../../../server/values/money.ts'\nexport const play = (): Fen => 0\n`,
  'client-tests/merchants/shop.ts': `import type { Fen } from '../../server/values/money.ts'\nexport const price: Fen = 1\n`,
  'client-tests/rules/money.test.ts':
    `import { play } from '../drives/in-process/play.ts'\nimport { price } from '../merchants/shop.ts'\n` +
    `export default [play, price]\n`,
  'cli/main.ts': `import suite from '../client-tests/suite.ts'\nconsole.log(suite)\n`,
}

test('a tree that keeps every law passes, and all of it was read', async () => {
  plant(obedient)
  const report = await checkArchitecture(tree)
  expect(report.problems).toEqual([])
  expect(report.moduleCount).toBe(Object.keys(obedient).length)
  expect(report.dependencyCount).toBeGreaterThanOrEqual(8)
})

test('an empty tree is an error, not a pass', async () => {
  const report = await checkArchitecture(tree)
  expect(report.problems).toEqual(['there is no module to check'])
})

test('modules without a single import between them are an error', async () => {
  plant({ 'server/values/money.ts': 'export const zero = 0\n' })
  const report = await checkArchitecture(tree)
  expect(report.problems).toContain('not one import was read')
})

test('a folder the order does not name is an error', async () => {
  plant({ ...obedient, 'server/services/money-service.ts': 'export const x = 0\n' })
  const report = await checkArchitecture(tree)
  expect(report.problems.join()).toContain(
    'server/services/money-service.ts: its folder has no place',
  )
})

test.each(['client-tests/helpers/money.ts', 'client-tests/money.ts'])(
  'a room of the suite that the order does not name is an error: %s',
  async (path) => {
    plant({ ...obedient, [path]: 'export const x = 0\n' })
    const report = await checkArchitecture(tree)
    expect(report.problems.join()).toContain(`${path}: its folder has no place`)
  },
)

const storyTypes = `import type { Scenario } from '../scenario/schema.ts'\n`

const planted: [situation: string, rule: string, files: Record<string, string>][] = [
  [
    'an upward import',
    'upward-from-trade: server/trade/pay.ts → server/sandbox/sandbox.ts',
    {
      'server/trade/pay.ts': `import { sandbox } from '../sandbox/sandbox.ts'\nexport default sandbox\n`,
    },
  ],
  [
    'an upward import of a type',
    'upward-from-trade: server/trade/pay.ts',
    {
      'server/trade/pay.ts': `import type { Sandbox } from '../sandbox/sandbox.ts'\nexport type S = Sandbox\n`,
    },
  ],
  [
    'a room of the sandbox that imports a later one',
    'upward-from-sandbox-core: server/sandbox/core/step.ts',
    {
      'server/sandbox/core/step.ts': `import { handle } from '../calls/handle.ts'\nexport default handle\n`,
      'server/sandbox/calls/handle.ts': `export const handle = 0\n`,
    },
  ],
  [
    'what both versions of openapi share, importing one of them',
    'shared-openapi-knows-no-version: server/protocols/openapi/notification.ts',
    {
      'server/protocols/openapi/notification.ts': `import { decode } from './v2/decode.ts'\nexport default decode\n`,
      'server/protocols/openapi/v2/decode.ts': `export const decode = 0\n`,
    },
  ],
  [
    'one version of openapi importing the other',
    'openapi-v3-stands-alone: server/protocols/openapi/v3/encode.ts',
    {
      'server/protocols/openapi/v3/encode.ts': `import { decode } from '../v2/decode.ts'\nexport default decode\n`,
      'server/protocols/openapi/v2/decode.ts': `export const decode = 0\n`,
    },
  ],
  [
    'the diagnosis of signatures importing a version',
    'openapi-diagnosis-stands-alone: server/protocols/openapi/diagnosis/keys.ts',
    {
      'server/protocols/openapi/diagnosis/keys.ts': `import { decode } from '../v2/decode.ts'\nexport default decode\n`,
      'server/protocols/openapi/v2/decode.ts': `export const decode = 0\n`,
    },
  ],
  [
    'an upward import from a test, other than of a host',
    'upward-from-tests-of-trade: server/trade/pay.test.ts',
    {
      'server/trade/pay.test.ts': `import { sandbox } from '../sandbox/sandbox.ts'\nexport default sandbox\n`,
    },
  ],
  [
    'a cycle of types only',
    'cycle: server/trade/a.ts',
    {
      'server/trade/a.ts': `import type { B } from './b.ts'\nexport interface A { b?: B }\n`,
      'server/trade/b.ts': `import type { A } from './a.ts'\nexport interface B { a?: A }\n`,
    },
  ],
  [
    'the simulator reading its own suite',
    'server-stands-alone: server/hosts/grades.ts',
    {
      'server/hosts/grades.ts': `import suite from '../../client-tests/suite.ts'\nexport default suite\n`,
    },
  ],
  [
    'a rule of the suite reading the ledger',
    'suite-sees-the-public-side: client-tests/rules/peek.ts',
    {
      'client-tests/rules/peek.ts': `import { paid } from '../../server/trade/trade.ts'\nexport default paid\n`,
    },
  ],
  [
    'the suite building a sandbox of its own',
    'suite-sees-only-types-of-the-sandbox: client-tests/run.ts',
    {
      'client-tests/run.ts': `import { sandbox } from '../server/sandbox/sandbox.ts'\nexport default sandbox\n`,
    },
  ],
  [
    'a rule of the suite that knows who plays',
    'upward-from-suite-rules: client-tests/rules/x.ts → client-tests/drives/run.ts',
    {
      'client-tests/rules/x.ts': `import { run } from '../drives/run.ts'\nexport default run\n`,
      'client-tests/drives/run.ts': `export const run = 0\n`,
    },
  ],
  [
    'a test of a rule that grades',
    'upward-from-tests-of-suite-rules: client-tests/rules/x.test.ts → client-tests/grade/grade.ts',
    {
      'client-tests/rules/x.test.ts': `import { grade } from '../grade/grade.ts'\nexport default grade\n`,
      'client-tests/grade/grade.ts': `export const grade = 0\n`,
    },
  ],
  [
    'a test of a rule that plays in real time',
    'upward-from-tests-of-suite-rules: client-tests/rules/x.fixture.ts → client-tests/drives/over-http/run.ts',
    {
      'client-tests/rules/x.fixture.ts': `import { run } from '../drives/over-http/run.ts'\nexport default run\n`,
      'client-tests/drives/over-http/run.ts': `export const run = 0\n`,
    },
  ],
  [
    'a room of the suite that enters by the door',
    'upward-from-suite-matrix: client-tests/matrix/x.ts → client-tests/suite.ts',
    {
      'client-tests/matrix/x.ts': `import suite from '../suite.ts'\nexport default suite\n`,
    },
  ],
  [
    'a scenario that calls the suite',
    'scenarios-are-data: scenarios/x.ts',
    { 'scenarios/x.ts': `import suite from '../client-tests/suite.ts'\nexport default suite\n` },
  ],
  [
    'the file system inside a rule',
    'platform-stays-outside: client-tests/rules/read.ts → fs',
    {
      'client-tests/rules/read.ts': `${storyTypes}import fs from 'node:fs'\nexport default fs as unknown as Scenario\n`,
    },
  ],
  [
    'SQLite outside the hosts',
    'platform-stays-outside: server/storage/sql.ts → node:sqlite',
    {
      'server/storage/sql.ts': `import { DatabaseSync } from 'node:sqlite'\nexport default DatabaseSync\n`,
    },
  ],
  [
    'an import that leads nowhere',
    'unresolvable: server/trade/lost.ts',
    { 'server/trade/lost.ts': `import { gone } from './gone.ts'\nexport default gone\n` },
  ],
]

test.each(planted)('%s fails', async (_situation, expected, files) => {
  plant({ ...obedient, ...files })
  const report = await checkArchitecture(tree)
  expect(report.problems.some((problem) => problem.startsWith(expected))).toBe(true)
})

const stray = (file: string, source: string) => ({ ...obedient, [file]: source })

test.each([
  ['a code', `export const isOk = (code: string) => code === '10000'\n`, '10000'],
  ['a sub-code', `export const gone = 'ACQ.TRADE_NOT_EXIST'\n`, 'ACQ.'],
  ['a public error', `export const wrong = 'isv.invalid-signature'\n`, 'isv.'],
  ['a sub-code in a pattern', `export const system = /aop\\.unknow-error/\n`, 'aop'],
  ['a field', `export const read = (it: { sub_code: string }) => it.sub_code\n`, 'sub_code'],
  ['a code in a template', 'export const say = (n: number) => `after 10003 ${n} calls`\n', '10003'],
])('%s of openapi outside its folder fails', async (_what, source, word) => {
  plant(stray('client-tests/rules/late.ts', source))
  const { problems } = await checkArchitecture(tree)
  expect(problems.filter((one) => one.startsWith('words-of-openapi'))[0]).toMatch(
    `words-of-openapi: client-tests/rules/late.ts:1: ${word}`,
  )
})

test.each([
  ['in its folder', 'server/protocols/openapi/codes.ts', `export const ok = '10000'\n`],
  ['in a table of its name', 'client-tests/openapi-codes.table.ts', `export const ok = '10000'\n`],
  ['in a test', 'server/trade/pay.test.ts', `export const ok = '10000'\n`],
  ['in a comment', 'server/trade/pay.ts', `// 10000 is success.\nexport const ok = 0\n`],
  ['as part of another number', 'server/trade/pay.ts', `export const most = '200000'\n`],
  ['as a number', 'server/trade/pay.ts', `export const most = 10000\n`],
])('the same %s is right', async (_where, file, source) => {
  plant(stray(file, source))
  const { problems } = await checkArchitecture(tree)
  expect(problems.filter((one) => one.startsWith('words-of-openapi'))).toEqual([])
})

test('an exception for a file that needs none is an error', async () => {
  const [file = ''] = Object.keys(EXCEPTIONS)
  plant(stray(file, 'export const nothing = 0\n'))
  const { problems } = await checkArchitecture(tree)
  expect(problems).toContain(`words-of-openapi: ${file}: needs its exception no more`)
})

test('a rule that compares a number of the catalogue fails', async () => {
  plant(
    stray('client-tests/rules/late.ts', `export const isOutage = (id: string) => id === 'I01'\n`),
  )
  const { problems } = await checkArchitecture(tree)
  expect(problems).toContain('fault-numbers: client-tests/rules/late.ts:1: I01')
})

test('the order itself has no folder twice; only what tests use comes after the hosts', () => {
  expect(new Set(serverFolders).size).toBe(serverFolders.length)
  expect(serverFolders.slice(-2)).toEqual(['hosts', 'testing'])
  expect(new Set(suiteRooms).size).toBe(suiteRooms.length)
})
