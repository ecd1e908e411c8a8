// A program in Node with Alipay's https address built in, unmodified, in a process of its own.
import { expect, test } from 'vitest'
import { ANSWER, FIXED_URL, keepProxy } from './fixed-host.fixture.ts'

const { run, secured, calls } = keepProxy()
const PROGRAM = `fetch(${JSON.stringify(FIXED_URL)}).then(async (reply) => console.log(await reply.text()),
  (error) => console.log(String(error.cause?.code)))`

test('fetch finds the gateway by HTTPS_PROXY and trusts it by NODE_EXTRA_CA_CERTS', async () => {
  const before = calls()
  const env = { NODE_USE_ENV_PROXY: '1', NODE_EXTRA_CA_CERTS: secured().caFile }
  expect(await run(process.execPath, ['-e', PROGRAM], env)).toContain(ANSWER)
  expect(calls()).toBe(before + 1)
})

test('without being told of the authority it refuses to speak', async () => {
  const said = await run(process.execPath, ['-e', PROGRAM], { NODE_USE_ENV_PROXY: '1' })
  expect(said).toContain('SELF_SIGNED_CERT_IN_CHAIN')
})
