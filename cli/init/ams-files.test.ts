// The program for AMS is run as it is written, against a server.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { scratchFolder } from '../../server/testing/scratch.fixture.ts'
import { openServer } from '../run.fixture.ts'

test('what init writes for AMS makes an entry code and asks for it, with verified replies', async () => {
  const { sim } = await openServer(onTestFinished)
  const dir = scratchFolder(onTestFinished)
  const { code, out } = await sim(`init --ams ${dir}`)
  expect(code).toBe(0)
  const written = readdirSync(dir).toSorted()
  expect(written).toEqual([
    'ams-gateway-public-key.pem',
    'ams-gateway-public-key.txt',
    'ams-merchant-private-key.pkcs1.txt',
    'ams-merchant-private-key.pkcs8.pem',
    'ams-merchant-private-key.pkcs8.txt',
    'ams-snippet.mjs',
    'ams-snippet.php',
  ])
  for (const name of written) expect(out).toContain(name)
  const ran = spawn(process.execPath, [join(dir, 'ams-snippet.mjs')], { stdio: 'pipe' })
  const [said, complaints] = await Promise.all([text(ran.stdout), text(ran.stderr)])
  expect(complaints).toBe('')
  expect(said).toContain('redirectActionForm')
  expect(said).toMatch(/paymentStatus: 'PROCESSING'/)
}, 60_000)
