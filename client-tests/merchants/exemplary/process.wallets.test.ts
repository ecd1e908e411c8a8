// The till with two wallets as a program of its own: Alipay's SDK and WeChat's XML over real sockets.
import { expect, test } from 'vitest'
import { passesAtEach, PATIENCE_MS } from './process.fixture.ts'

test(
  'it passes at both gateways what a few scenarios exercise',
  { timeout: PATIENCE_MS },
  async () => {
    const { calls } = await passesAtEach({
      args: ['--wallets', 'alipay,wechat'],
      scenarios: ['S01', 'S11', 'S46', 'S102', 'S103'],
      families: ['openapi', 'wechat'],
      passes: ['WX-01', 'WX-04', 'POLL-06', 'REF-08', 'ONE-06'],
    })
    const ofWechat = calls.flatMap(({ family, op }) => (family === 'wechat' ? [op] : []))
    expect(new Set(ofWechat)).toEqual(new Set(['CANCEL', 'PAY', 'QUERY', 'REFQUERY', 'REFUND']))
  },
)
