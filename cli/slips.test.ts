// Slips of the hand on the command line: what is said, and with which exit code.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openServer, runCli, TOKEN } from './run.fixture.ts'
import { scratchFolder } from '../server/testing/scratch.fixture.ts'

const scratch = scratchFolder(afterAll)
const { sim, url } = await openServer(afterAll)

beforeAll(async () => {
  const scenario = join(scratch, 'paid.yaml')
  const options = 'sandbox: { options: { barcodeNotify: true } }'
  const calls = 'calls: [{ do: pay, out_trade_no: P1, buyer: at-once }]'
  const text = `name: paid\nteaches: a\n${options}\n${calls}\nexpect: [exactly one payment]\n`
  writeFileSync(scenario, text)
  await sim(`scenario run ${scenario} --against ${url} --token ${TOKEN}`)
})

afterAll(() => {
  process.exitCode = 0
})

test.each([
  ['journal list --last x', "option '--last <number>' argument 'x' is invalid. A whole number"],
  ['journal follow --since x', "option '--since <seq>' argument 'x' is invalid. A whole number"],
  ['notify list --last x', "option '--last <number>' argument 'x' is invalid. A whole number"],
  ['notify hurry P1 --sends x', "option '--sends <number>' argument 'x' is invalid."],
  ['fault add F99', 'there is no "F99"; did you mean F09?'],
  ['fault add F02 --op PAYY', '--op: there is no "PAYY"; did you mean PAY?'],
  ['fault add F02 --op nonsense', '--op: there is no "nonsense"; there are PAY, PRECREATE'],
])('%s exits 2', async (line, message) => {
  const { code, err } = await sim(line)
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) })
})

test('the number of an entry in place of its exchange', async () => {
  const { err } = await sim('journal show 2')
  expect(err).toContain('there is no 2; entry 2 is part of x1: alipay-sim journal show x1')
  expect((await sim('journal show 999')).err).toContain('see "alipay-sim journal list"')
})

test('to hurry a trade that has nothing left to tell', async () => {
  // Whatever the receiver of the scenario has not taken is sent now; after that there is nothing.
  await sim('notify hurry P1')
  const { code, out } = await sim('notify hurry P1')
  expect(code).toBe(0)
  expect(out).toContain('nothing was left to send of P1')
})

test.each([
  ['../README.md', 'C', ['gateway', 'profile', 'seed']],
  ['../README.zh-CN.md', 'zh_CN.UTF-8', ['网关', '出错档位', '种子']],
])('%s shows what the server prints when it starts with LANG=%s', async (page, LANG, some) => {
  const folder = join(scratch, LANG)
  const { err, out } = await runCli(['serve', '--port', '0', '--data', folder], { env: { LANG } })
  const namesIn = (text: string) =>
    [...text.matchAll(/^ {2}([a-z_\p{Script=Han}]+) {2,}\S/gmu)].map(([, name]) => name)
  const names = namesIn(`${out}${err}`)
  expect(names).toEqual(expect.arrayContaining(some))
  const text = readFileSync(new URL(page, import.meta.url), 'utf8')
  const [card = ''] = text.match(/^ {2}\S+ {2,}http:[^\n]*gateway\.do\n.*?\n```/ms) ?? []
  expect(namesIn(card)).toEqual(names)
})
