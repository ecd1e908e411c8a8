// Programs in other languages that know Alipay's https address and no other: what they need to reach the
// simulator through its proxy is told as docs/https.md tells it.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { startServer, type RunningServer, type Secured } from './node.ts'

/** Without an app_id the gateway refuses it: an answer that no other program gives. */
export const FIXED_URL = 'https://openapi.alipay.com/gateway.do?method=alipay.trade.query'
export const ANSWER = 'isv.missing-app-id'

/** A server with a proxy for the tests of a file, and a folder that ends with it. */
export function keepProxy() {
  let server: RunningServer
  const folder = mkdtempSync(join(tmpdir(), 'alipay-sim-fixed-host-'))
  const secured = (): Secured & { caFile: string; proxyUrl: string } => {
    const { caFile, proxyUrl, ...rest } = server.secured ?? { ca: '' }
    if (caFile === undefined || proxyUrl === undefined) throw new Error('no proxy')
    return { ...(rest as Secured), caFile, proxyUrl }
  }
  beforeAll(async () => {
    const secure = { proxyPort: 0, dir: join(folder, 'tls') }
    server = await startServer({ port: 0, token: 'token-for-tests', secure })
  })
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })
  return {
    folder,
    secured,
    /** How many calls have reached the gateway. */
    calls: () => server.sandbox.trace().exchanges.length,
    /** Runs a program with HTTPS_PROXY in its environment; resolves to what it printed. */
    run(command: string, args: readonly string[], env: Record<string, string> = {}) {
      const { proxyUrl } = secured()
      // The proxies of the machine are not those of the test.
      const { NO_PROXY: _no, no_proxy: _same, https_proxy: _other, ...inherited } = process.env
      const child = spawn(command, args, {
        cwd: folder,
        env: { ...inherited, HTTPS_PROXY: proxyUrl, ...env },
      })
      let said = ''
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
      return new Promise<string>((resolve, reject) => {
        child.once('error', reject)
        child.once('close', () => resolve(said))
      })
    },
  }
}
