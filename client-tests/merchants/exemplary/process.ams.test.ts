// The till abroad as a program of its own, beside the one in China and for two merchants: JSON signed over real sockets.
import { expect, test } from 'vitest'
import { passesAtEach, PATIENCE_MS } from './process.fixture.ts'

test(
  'it passes at both gateways what a few scenarios exercise',
  { timeout: PATIENCE_MS },
  async () => {
    const { entries, calls } = await passesAtEach({
      args: ['--wallets', 'alipay,ams', '--provider'],
      scenarios: ['S01', 'S30', 'S46', 'S71', 'S81'],
      families: ['ams', 'openapi'],
      // Those that no delay of a busy machine leaves undecided.
      passes: ['AMS-02', 'AMS-17', 'NTF-09', 'ONE-06'],
    })
    const rungUp = entries.flatMap((entry) => (entry.kind === 'adapter' ? [entry] : []))
    expect(rungUp.filter(({ act, status }) => act === 'sale' && status !== 202)).toEqual([])
    const ofAms = calls.filter(({ family }) => family === 'ams')
    expect(ofAms.map(({ op }) => op)).toEqual(
      expect.arrayContaining(['CANCEL', 'PAY', 'PRECREATE', 'QUERY', 'REFUND']),
    )
    expect(ofAms.every(({ wire }) => wire.headers['agent-token'])).toBe(true)
  },
)
