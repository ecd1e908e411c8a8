// Over a socket too: a v3 path below /gateway.do is the gateway's, and answered with its page.
import { expect, test } from 'vitest'
import { startServer } from './node.ts'
import { restRequest } from '../testing/rest.fixture.ts'

const TARGET = '/gateway.do/v3/alipay/trade/query'

test('POST /gateway.do/v3/… is answered and journalled', async () => {
  const server = await startServer({ port: 0, token: 'a-token-for-tests' })
  try {
    const [app] = server.sandbox.apps.list()
    if (!app) throw new Error('a fresh sandbox has an app')
    const request = restRequest(app, { target: TARGET, body: {} })
    const { headers } = request
    const body = await request.text()
    const reply = await fetch(`${server.url}${TARGET}`, { method: 'POST', headers, body })
    expect(reply.headers.get('content-type')).toBe('text/html;charset=GBK')
    expect(server.sandbox.journal.latest(10).some(({ kind }) => kind === 'request')).toBe(true)
  } finally {
    await server.close()
  }
})
