// `init --adapter`: what it writes, and that the skeleton in Node passes the adapter check.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runCli } from '../run.fixture.ts'
import { tryAdapter } from './adapter.fixture.ts'

const scratch = mkdtempSync(join(tmpdir(), 'alipay-sim-init-'))
afterAll(() => rmSync(scratch, { recursive: true }))

test('the shop in Node passes adapter-check', async () => {
  const { code, complaints, endpoints } = await tryAdapter('node', [process.execPath])
  expect({ code, complaints }).toEqual({ code: 0, complaints: [] })
  expect(endpoints).toContain('GET /conformance/refunds/{id}')
}, 60_000)

test('it needs no server, says what to run next, and overwrites nothing', async () => {
  const dir = join(scratch, 'shop')
  const { code, out } = await runCli(`init --adapter python ${dir}`)
  expect(code).toBe(0)
  expect(out).toContain(`cd ${dir} && alipay-sim grade adapter-check -- python3 shop.py\n`)
  const written = readFileSync(join(dir, 'shop.py'), 'utf8')
  expect(written).toContain('# --- the adapter')
  const again = await runCli(`init --adapter python ${dir}`)
  expect(again.code).toBe(2)
  expect(again.err).toContain('shop.py is there already')
  expect(readFileSync(join(dir, 'shop.py'), 'utf8')).toBe(written)
})

test('a language that there is none for is told with those that there are', async () => {
  const { code, err } = await runCli('init --adapter cobol')
  expect(code).toBe(2)
  expect(err).toContain('Allowed choices are node, java, go, php, python')
})
