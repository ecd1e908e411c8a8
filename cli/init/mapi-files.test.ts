// The program for the old gateway is run as it is written, against a server.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { scratchFolder } from '../../server/testing/scratch.fixture.ts'
import { openServer } from '../run.fixture.ts'

test('what init writes for mapi leads to a cashier, and asks by services', async () => {
  const { sim } = await openServer(onTestFinished)
  const dir = scratchFolder(onTestFinished)
  const { code, out } = await sim(`init --mapi ${dir}`)
  expect(code).toBe(0)
  const written = readdirSync(dir).toSorted()
  expect(written).toEqual([
    'mapi-dsa-gateway-public-key.pem',
    'mapi-dsa-merchant-private-key.pem',
    'mapi-gateway-public-key.pem',
    'mapi-gateway-public-key.txt',
    'mapi-md5-key.txt',
    'mapi-merchant-private-key.pkcs1.pem',
    'mapi-merchant-private-key.pkcs8.txt',
    'mapi-snippet.mjs',
    'mapi-snippet.rb',
  ])
  for (const name of written) expect(out).toContain(name)
  const ran = spawn(process.execPath, [join(dir, 'mapi-snippet.mjs')], { stdio: 'pipe' })
  const [said, complaints] = await Promise.all([text(ran.stdout), text(ran.stderr)])
  expect(complaints).toBe('')
  const [address = '', ...rest] = said.split('\n')
  expect(rest.join('\n')).toContain('<error>TRADE_NOT_EXIST</error>')
  expect(rest.join('\n')).toContain('false')
  const led = await fetch(address, { redirect: 'manual' })
  expect(led.headers.get('location')).toMatch(/^\/cashier\//)
}, 60_000)
