// Unmodified programs in Python and PHP with Alipay's https address built in, and what openssl says of
// the certificates.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { isMissing } from '../testing/programs.fixture.ts'
import { ANSWER, FIXED_URL, keepProxy } from './fixed-host.fixture.ts'
import { startServer } from './node.ts'

const { run, secured, folder, calls } = keepProxy()

test.skipIf(isMissing('python3'))('urllib of Python, by SSL_CERT_FILE', async () => {
  const before = calls()
  const program = `import urllib.request as u; print(u.urlopen("${FIXED_URL}").read().decode())`
  const said = await run('python3', ['-c', program], { SSL_CERT_FILE: secured().caFile })
  expect(said).toContain(ANSWER)
  expect(calls()).toBe(before + 1)
  expect(await run('python3', ['-c', program])).toContain('CERTIFICATE_VERIFY_FAILED')
})

test.skipIf(isMissing('php'))('curl of PHP, by curl.cainfo', async () => {
  const program = `$c = curl_init("${FIXED_URL}"); curl_exec($c) || print(curl_error($c));`
  const told = ['-d', `curl.cainfo=${secured().caFile}`]
  expect(await run('php', [...told, '-r', program])).toContain(ANSWER)
  expect(await run('php', ['-r', program])).toMatch(/certificate/i)
})

test.skipIf(isMissing('php'))('a stream of PHP, by openssl.cafile and its own proxy', async () => {
  const { caFile, proxyUrl } = secured()
  const proxy = proxyUrl.replace('http:', 'tcp:')
  const program = `echo file_get_contents("${FIXED_URL}", false,
    stream_context_create(["http" => ["proxy" => "${proxy}"]]));`
  expect(await run('php', ['-d', `openssl.cafile=${caFile}`, '-r', program])).toContain(ANSWER)
})

test.skipIf(isMissing('openssl'))('openssl takes the chain by the strict rules', async () => {
  const dir = join(folder, 'strict')
  const server = await startServer({
    port: 0,
    token: 'token-for-tests',
    secure: { tlsPort: 0, dir },
  })
  const { port } = new URL(server.secured?.tlsUrl ?? '')
  const socket = connect({
    port: Number(port),
    servername: 'openapi.alipay.com',
    ca: server.secured?.ca,
  })
  await once(socket, 'secureConnect')
  const leaf = join(folder, 'leaf.der')
  writeFileSync(leaf, socket.getPeerX509Certificate()?.toString() ?? '')
  socket.destroy()
  await server.close()
  const host = ['-verify_hostname', 'openapi.alipay.com']
  const options = ['verify', '-x509_strict', '-purpose', 'sslserver', ...host]
  const said = await run('openssl', [...options, '-CAfile', join(dir, 'ca.pem'), leaf])
  expect(said).toContain('leaf.der: OK')
})
