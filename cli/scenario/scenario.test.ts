// `alipay-sim scenario`: files are checked line by line, played by the built-in client or a merchant,
// in this process or against a running simulator, and judged.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { EXAMPLE_SENTENCES } from '../../client-tests/scenario/sentences.ts'
import { openServer, runCli, TOKEN } from '../run.fixture.ts'
import { scratchFolder } from '../../server/testing/scratch.fixture.ts'

const scratch = scratchFolder(afterAll)
const program = fileURLToPath(
  new URL('../../client-tests/merchants/exemplary/process.ts', import.meta.url),
)
const server = await openServer(afterAll)

afterEach(() => {
  process.exitCode = 0
})

const BUSY = `
name: money-moved-behind-system-busy
teaches: Ask, never assume.
faults:
  - { fault: F02, op: PAY, count: 1 }
calls:
  - { do: pay, out_trade_no: A1, total_amount: 12.34, buyer: at-once }
  - { do: query, out_trade_no: A1 }
expect:
  - the first pay answered 20000
  - trade A1 reaches TRADE_SUCCESS
`

let count = 0
function file(text: string, ending = 'yaml'): string {
  const name = join(scratch, `scenario-${(count += 1)}.${ending}`)
  writeFileSync(name, text)
  return name
}

async function scenario(...words: string[]) {
  const ran = await runCli(['scenario', ...words])
  return { ...ran, code: ran.code || Number(process.exitCode ?? 0) }
}

describe('scenario run', () => {
  test('a scenario without a merchant plays in this process and exits 0', async () => {
    const { code, out } = await scenario('run', file(BUSY))
    expect(code).toBe(0)
    expect(out).toContain('2 of 2 expectations met')
  })

  test('a broken expectation exits 1 and says what was found', async () => {
    const text = BUSY.replace('TRADE_SUCCESS', 'TRADE_CLOSED')
    const { code, out } = await scenario('run', file(text))
    expect(code).toBe(1)
    expect(out).toContain(
      'BROKEN         trade A1 reaches TRADE_CLOSED  (trade A1 went TRADE_SUCCESS)',
    )
  })

  test('an expectation that was never judged exits 1 too', async () => {
    const { code, out } = await scenario('run', file(BUSY.replace('trade A1', 'trade A2')))
    expect(code).toBe(1)
    expect(out).toContain('1 never judged')
  })

  test('--json and --journal are for scripts; the seed replays', async () => {
    const journal = join(scratch, 'run.jsonl')
    const words = ['run', file(BUSY), '--json', '--seed', '7']
    const first = await scenario(...words, '--journal', journal)
    const second = await scenario(...words)
    expect(JSON.parse(first.out)).toMatchObject({ isMet: true, expectations: [{}, {}] })
    expect(second.out).toBe(first.out)
    expect(readFileSync(journal, 'utf8')).toContain('"catalogueId":"F02"')
  })

  test('--timeline draws who told whom what, with the pauses and what was moved', async () => {
    const yaml = `
name: told-again
teaches: An answer that is not heard is asked for again.
faults: [{ fault: F02, op: PAY, count: 1 }, { fault: N19, options: { first: 1 } }]
sandbox: { options: { barcodeNotify: true } }
calls:
  - { do: pay, out_trade_no: A1, total_amount: 12.34, buyer: at-once }
  - { do: wait, for: 5m }
  - { do: advance, by: 25h }
  - { do: query, out_trade_no: A1 }
expect:
  - the second notification comes 4m after the first
`
    const { code, out } = await scenario('run', file(yaml), '--timeline')
    expect(code).toBe(0)
    const drawn = out.slice(out.indexOf('  0.000s'), out.indexOf('  met'))
    expect(drawn.trimEnd().split('\n')).toEqual([
      '  0.000s    buyer    ──▶ gateway   code-issued',
      '  0.020s    client   ──▶ gateway   PAY out_trade_no=A1 12.34 → 20000 isp.unknow-error (unknown) [F02]',
      '  0.020s    gateway                TRADE_SUCCESS A1, 12.34 paid (PAY)',
      expect.stringMatching(
        /^ {2}\d\.\d+s {4}gateway {2}──▶ client {4}NOTIFY TRADE_SUCCESS out_trade_no=A1 → 200 "success" \[N19\]$/,
      ),
      '            ⋮  4m',
      expect.stringMatching(/^ {2}4m \ds {5}gateway {2}──▶ client .*"success"$/),
      expect.stringMatching(/^ {12}⋮ {2}1d 1h/),
      expect.stringMatching(/^ {2}1d 1h 5m {2}clock: advance 1d 1h$/),
      expect.stringMatching(/^ {2}1d 1h 5m {2}client {3}──▶ gateway {3}QUERY .*TRADE_SUCCESS$/),
    ])
  })

  test('a TypeScript file says the same', async () => {
    const text = `export default {
      name: 'in-typescript', teaches: 'The same.',
      calls: [{ do: 'pay', out_trade_no: 'A1', buyer: 'never' }],
      expect: ['the pay answered 10003'],
    }`
    expect(await scenario('run', file(text, 'ts'))).toMatchObject({ code: 0 })
  })

  test('against a running simulator its calls happen there', async () => {
    const words = ['run', file(BUSY), '--against', server.url, '--token', TOKEN]
    expect(await scenario(...words)).toMatchObject({ code: 0 })
    expect(server.sandbox.trades.get('A1')?.status).toBe('TRADE_SUCCESS')
  })

  test('against a running simulator it leaves no rule and no option behind, and says that the clock moved', async () => {
    const own = server.sandbox.faults.add({ fault: 'F06', match: { op: 'CANCEL' } })
    const yaml = `
name: a-day-later
teaches: Leave it as you found it.
sandbox: { options: { orderTimeout: 15m } }
faults: [{ fault: N01, options: { copies: 1 } }]
calls:
  - { do: fault, add: { fault: F03, op: REFUND } }
  - { do: pay, out_trade_no: B1, buyer: at-once }
  - { do: advance, by: 25h }
expect:
  - trade B1 reaches TRADE_SUCCESS
`
    const before = server.sandbox.options.get()
    const words = ['run', file(yaml), '--against', server.url, '--token', TOKEN]
    const { code, err } = await scenario(...words)
    expect(code).toBe(0)
    expect(server.sandbox.faults.list().map(({ id }) => id)).toEqual([own.id])
    expect(server.sandbox.options.get()).toEqual(before)
    expect(err).toContain(`the clock of ${server.url} is 1d 1h further on than before`)
    server.sandbox.faults.clear()
  })

  test(
    'a merchant handles the sales of a scenario of the library',
    { timeout: 40_000 },
    async () => {
      const words = ['run', 'pays-at-once', '--scale', '0.1', '--', process.execPath, program]
      const { code, out, err } = await scenario(...words)
      expect({ code, out }).toMatchObject({
        code: 0,
        out: expect.stringContaining('expectations met'),
      })
      expect(err).toContain('gateway http://127.0.0.1:')
    },
  )
})

describe('what cannot be run exits 2 in one line or one a mistake', () => {
  test.each([
    ['no file', ['run', 'nowhere.yaml'], 'there is no file nowhere.yaml'],
    ['a misspelt name', ['run', 'pays-at-onse'], 'did you mean pays-at-once?'],
    ['no merchant', ['run', 'pays-at-once'], 'give the merchant that shall master it'],
    ['an unknown ending', ['run', file(BUSY, 'txt')], 'a scenario is a .yaml'],
    [
      'a program that fails to load',
      ['run', file('throw new Error("no")', 'js')],
      'cannot be loaded',
    ],
    [
      'a program against a running simulator',
      ['run', 'pays-at-once', '--against', 'http://127.0.0.1:1', '--', 'x'],
      'start it yourself',
    ],
  ])('%s', async (_what, words, message) => {
    const { code, err } = await scenario(...words)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) })
  })

  test('mistakes point at line and column', async () => {
    const broken = file(BUSY.replace('op: PAY', 'op: PAID'))
    const { code, err } = await scenario('check', broken)
    expect(code).toBe(2)
    expect(err).toContain(`${broken}:5:19: faults.0.op: one of PAY`)
    expect(err).toContain('5 |   - { fault: F02, op: PAID, count: 1 }')
  })
})

test('list names every scenario with what it teaches; sentences shows one of each kind', async () => {
  expect((await scenario('list')).out).toMatch(/S03 +buyer-never-pays +Poll for about 30 s/)
  expect(JSON.parse((await scenario('list', '--json')).out).length).toBeGreaterThanOrEqual(24)
  for (const sentence of EXAMPLE_SENTENCES) {
    expect((await scenario('sentences')).out).toContain(sentence)
  }
  expect(await scenario('check', file(BUSY))).toMatchObject({ code: 0 })
})
