import { expect, test } from 'vitest'
import { GATEWAY_PATHS, protocolOf, PROTOCOL_NAMES } from './protocols.ts'

const at = (path: string) => ({
  method: 'POST',
  url: `http://gateway${path.replace('*', 'anything')}`,
  headers: {},
  body: new Uint8Array(),
})

test('at every path where a host listens some protocol accepts what comes', () => {
  expect(GATEWAY_PATHS.length).toBeGreaterThan(0)
  expect(GATEWAY_PATHS.filter((path) => !protocolOf(at(path)))).toEqual([])
})

test.each([
  ['/gateway.do', 'openapi-v2'],
  ['/gateway.do?service=notify_verify', 'notify-verify'],
  ['/gateway.do/v3/alipay/trade/pay', 'misplaced-v3'],
  ['/v3/alipay/trade/pay', 'openapi-v3'],
  ['/elsewhere', undefined],
])('%s speaks %s', (path, name) => {
  expect(protocolOf(at(path))?.name).toBe(name)
  expect(name === undefined || PROTOCOL_NAMES.includes(name)).toBe(true)
})
