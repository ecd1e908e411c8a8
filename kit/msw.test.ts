// The handlers under msw 3.
import { getResponse } from 'msw'
import { setupServer } from 'msw/node'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startServer } from '../server/hosts/node.ts'
import { createHandlers } from './msw.ts'
import { payForm, PRODUCTION } from './msw.fixture.ts'
import { tellOfMsw } from './msw-clients.fixture.ts'
import { createTestSandbox } from './test.ts'

tellOfMsw(createHandlers, (...handlers) => {
  const server = setupServer(...handlers)
  const listen = () => server.listen({ onUnhandledFrame: 'error' })
  return { listen, close: () => server.close() }
})

test('hosts of one’s own are caught, and Alipay’s are then refused', async () => {
  const alipay = createTestSandbox()
  onTestFinished(() => alipay.close())
  const handlers = createHandlers(alipay, { hosts: ['pay.example:8443'] })
  const caught = await getResponse(handlers, new Request('https://pay.example:8443/gateway.do'))
  expect(await caught?.text()).toContain('_response')
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const refused = await getResponse(handlers, new Request(PRODUCTION))
  expect(said.mock.calls.join()).toContain('add it to `hosts` (now pay.example:8443)')
  said.mockRestore()
  expect(refused?.type).toBe('error')
  expect(await getResponse(handlers, new Request('https://shop.example/'))).toBeUndefined()
})

test('as a page’s worker asks: a server that runs elsewhere answers', async () => {
  const server = await startServer({ port: 0, token: 'a-token-for-tests' })
  onTestFinished(() => server.close())
  const alipay = createTestSandbox({ seed: server.sandbox.seed })
  onTestFinished(() => alipay.close())
  const { authCode } = server.sandbox.buyers.issueCode()
  const form = new URLSearchParams(payForm(alipay, 'T1', authCode))
  const asked = new Request(PRODUCTION, { method: 'POST', body: form })
  const reply = await getResponse(createHandlers({ url: server.url }), asked)
  expect(await reply?.text()).toContain('"code":"10000"')
  expect(server.sandbox.trades.get('T1')).toMatchObject({ status: 'TRADE_SUCCESS' })
})

test.each([
  [{ url: '' }, {}, 'url: "" is no address; write "/alipay" or "http://127.0.0.1:8600"'],
  [{}, {}, 'sandbox: give what createTestSandbox() or createSandbox() returns'],
  [undefined, { hosts: ['https://x'] }, 'hosts: "https://x" is no host'],
])('%j with %j is refused by name', (gateway, options, message) => {
  const alipay = createTestSandbox()
  onTestFinished(() => alipay.close())
  expect(() => createHandlers((gateway ?? alipay) as never, options)).toThrow(message)
})
