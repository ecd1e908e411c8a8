// `alipay-sim bill …` against a running server.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startServer } from '../server/hosts/node.ts'
import { runCli } from './run.fixture.ts'

const TOKEN = 'a-token-for-tests'

async function openServer() {
  const server = await startServer({ port: 0, token: TOKEN })
  onTestFinished(() => server.close())
  const env = { ALIPAY_SIM_URL: server.url, ALIPAY_SIM_TOKEN: TOKEN }
  return { ...server, sim: (line: string) => runCli(line, { env }) }
}

test('a discrepancy is planted, listed and taken away', async () => {
  const { sim, sandbox } = await openServer()
  const added = await sim('bill plant L03 --date 2026-01-05 --set byFen=-5 outTradeNo=123')
  expect(added.out).toBe('p1  wrong-amount  2026-01-05\n')
  expect(sandbox.bills.plants()).toMatchObject([{ options: { byFen: -5, outTradeNo: '123' } }])
  expect((await sim('bill list')).out).toMatch(/p1 +wrong-amount +2026-01-05 +0 +.*byFen=-5/)
  expect((await sim('bill remove p1')).code).toBe(0)
  expect((await sim('bill remove p1')).err).toContain('there is no plant p1')
  await sim('bill plant L02')
  await sim('bill clear')
  expect((await sim('bill list')).out).toBe('no discrepancies\n')
})

test('the catalogue has L01 to L05', async () => {
  const { sim } = await openServer()
  const { out } = await sim('bill catalogue')
  expect(out.match(/^L0\d/gm)).toEqual(['L01', 'L02', 'L03', 'L04', 'L05'])
})

test('a bill is written to a folder under its own name', async () => {
  const { sim, sandbox } = await openServer()
  const folder = mkdtempSync(join(tmpdir(), 'bill-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { out } = await sim(`bill download 2026-01-05 --type signcustomer --out ${folder}`)
  const { name, bytes } = sandbox.bills.file({ date: '2026-01-05', type: 'signcustomer' })
  expect(out).toBe(`${join(folder, name)}\n`)
  expect(new Uint8Array(readFileSync(join(folder, name)))).toEqual(bytes)
  expect((await sim('bill download yesterday')).err).toContain('date: write a day')
})
