import { expect, test } from 'vitest'
import { GATEWAYS } from './protocols.ts'

const at = (path: string) => ({
  method: 'POST',
  url: `http://gateway${path.replace('*', 'anything')}`,
  headers: {},
  body: new Uint8Array(),
})

test('at every path where a host listens some protocol accepts what comes', () => {
  expect(GATEWAYS.paths.length).toBeGreaterThan(0)
  expect(GATEWAYS.paths.filter((path) => !GATEWAYS.protocolOf(at(path)))).toEqual([])
})

test.each([
  ['/gateway.do', 'openapi-v2'],
  [
    '/gateway.do?service=notify_verify&notify_id=2026010500222100000012345678901234',
    'notify-verify',
  ],
  ['/gateway.do?service=notify_verify&notify_id=70fec0c2730b27528665af4517c27b95', 'mapi'],
  ['/gateway.do?service=close_trade', 'mapi'],
  ['/gateway.do?service=close_trade&method=alipay.trade.query', 'openapi-v2'],
  ['/trade/notify_query.do', 'mapi'],
  ['/gateway.do/v3/alipay/trade/pay', 'misplaced-v3'],
  ['/v3/alipay/trade/pay', 'openapi-v3'],
  ['/elsewhere', undefined],
])('%s speaks %s', (path, name) => {
  expect(GATEWAYS.protocolOf(at(path))?.name).toBe(name)
  expect(name === undefined || GATEWAYS.names.includes(name)).toBe(true)
})
