// The shop at the old gateway as a program of its own, beside the open platform's: pages by forms over real sockets, and
// batches of refunds.
import { expect, test } from 'vitest'
import { passesAtEach, PATIENCE_MS } from './process.fixture.ts'

test(
  'it passes at both gateways what a few scenarios exercise',
  { timeout: PATIENCE_MS },
  async () => {
    const { calls } = await passesAtEach({
      args: ['--wallets', 'alipay,mapi'],
      scenarios: ['S30', 'S90', 'S91', 'S92'],
      families: ['mapi', 'openapi'],
      passes: ['MAPI-01', 'MAPI-05', 'MAPI-06', 'MAPI-08', 'MAPI-14', 'NTF-16', 'ONE-06'],
    })
    const pages = calls.filter(({ family, op }) => family === 'mapi' && op === 'CASHIER')
    expect(pages.length).toBeGreaterThan(0)
    expect(pages.every(({ wire }) => wire.start.startsWith('POST'))).toBe(true)
  },
)
