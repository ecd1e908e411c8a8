// The adapter check against the exemplary merchant as a program, and against programs that stand in
// front of it and bend what it says.
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checkOverHttp } from './check.ts'

const SHOP = fileURLToPath(new URL('../../merchants/exemplary/process.ts', import.meta.url))

/**
 * A program of its own that starts the exemplary shop and serves its adapter with `bend` in between:
 * JavaScript of the form `(method, path, status, body) => [status, body]`.
 */
function bentShop(bend: string): readonly string[] {
  const program = `
    import { spawn } from 'node:child_process'
    import { createServer } from 'node:http'
    import { createInterface } from 'node:readline'
    const shop = spawn(process.execPath, [${JSON.stringify(SHOP)}], {
      env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'],
    })
    const bend = ${bend}
    createInterface(shop.stdout).once('line', (line) => {
      const { url } = JSON.parse(line)
      createServer(async (request, response) => {
        let body = ''
        for await (const part of request) body += part
        const answer = await fetch(url + request.url, {
          method: request.method,
          ...(body && { body, headers: { 'content-type': 'application/json' } }),
        }).catch(() => undefined)
        if (!answer) return response.destroy()
        const text = await answer.text()
        const path = request.url.replace('/conformance', '')
        const said = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : {}
        const [status, bent] = bend(request.method, path, answer.status, said)
        response.writeHead(status).end(typeof bent === 'string' ? bent : JSON.stringify(bent))
      }).listen(process.env.PORT, '127.0.0.1')
    })`
  return [process.execPath, '--input-type=module', '-e', program]
}

const check = (command: readonly string[]) =>
  checkOverHttp({ merchant: { command }, timeScale: 0.05 })

async function complaints(bend: string): Promise<string[]> {
  const found = await check(bentShop(bend))
  return found
    .filter(({ level }) => level !== 'ok')
    .map(({ endpoint, level, field, what }) => `${level} ${endpoint} ${field}: ${what}`)
}

describe('the adapter of the exemplary merchant', () => {
  test('is as the contract has it, on every endpoint it serves', async () => {
    const found = await check([process.execPath, SHOP])
    expect(found.filter(({ level }) => level !== 'ok')).toEqual([])
    expect(found.map(({ endpoint }) => endpoint)).toEqual(
      expect.arrayContaining([
        'GET /conformance/capabilities',
        'POST /conformance/sales',
        'POST /conformance/sales/{id}/pay-again',
        'POST /conformance/sales/{id}/cancel',
        'GET /conformance/refunds/{id}',
        'POST /conformance/manual-query',
        'POST /conformance/manual-items/{attempt}/resolve',
        'GET /conformance/alerts',
        'POST /conformance/admin/restart',
      ]),
    )
  })
})

describe('a planted mistake is named with its endpoint and field', () => {
  test('endpoints that are not served cost the rules that are named', async () => {
    const complained = await complaints(`(method, path, status, body) =>
      /^\\/(manual|refunds|alerts)/.test(path) ? [404, 'Not Found'] : [status, body]`)
    expect(complained).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^missing POST \/conformance\/refunds : .*REF-…, EXC-05/),
        expect.stringMatching(/^missing GET \/conformance\/manual-items : .*EXC-03/),
        expect.stringMatching(/^missing GET \/conformance\/alerts : .*ATT-01/),
        expect.stringMatching(/^missing POST \/conformance\/manual-query : .*CASH-01/),
      ]),
    )
  })

  test('a shop that pays somewhere else is told where to', async () => {
    const command = [process.execPath, SHOP]
    const merchant = { command, env: { GATEWAY_URL: 'http://127.0.0.1:9/gateway.do' } }
    const found = await checkOverHttp({ merchant, timeScale: 0.05 })
    expect(found).toContainEqual(
      expect.objectContaining({
        endpoint: 'POST /conformance/sales',
        field: 'amount',
        what: expect.stringMatching(/^no PAY over 12\.34 reached http:.*gateway\.do$/),
      }),
    )
  })

  test('capabilities that nobody can read end the check at once', async () => {
    const complained = await complaints(
      `(method, path, status, body) => [status, { ...body, time_scale: 3 }]`,
    )
    expect(complained).toEqual([
      'wrong GET /conformance/capabilities time_scale: must be at most 1: 0.1 means timers ten times as fast; it is 3',
    ])
  })
})
