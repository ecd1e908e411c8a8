// `alipay-sim bill …` against a running server.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openServer } from './run.fixture.ts'
import { scratchFolder } from '../server/testing/scratch.fixture.ts'

test('a discrepancy is planted, listed and taken away', async () => {
  const { sim, sandbox } = await openServer(onTestFinished)
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
  const { sim } = await openServer(onTestFinished)
  const { out } = await sim('bill catalogue')
  expect(out.match(/^L0\d/gm)).toEqual(['L01', 'L02', 'L03', 'L04', 'L05'])
})

test('a bill is written to a folder under its own name', async () => {
  const { sim, sandbox } = await openServer(onTestFinished)
  const folder = scratchFolder(onTestFinished)
  const { out } = await sim(`bill download 2026-01-05 --type signcustomer --out ${folder}`)
  const { name, bytes } = sandbox.bills.file({ date: '2026-01-05', type: 'signcustomer' })
  expect(out).toBe(`${join(folder, name)}\n`)
  expect(new Uint8Array(readFileSync(join(folder, name)))).toEqual(bytes)
  expect((await sim('bill download yesterday')).err).toContain('date: write a day')
})
