import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { openShop } from '../testing/shop.fixture.ts'
import type { EntryOf } from './entry.ts'
import { curlOf, decodedPairs } from './readable.ts'

async function request(): Promise<EntryOf<'request'>> {
  const shop = openShop()
  await shop.pay('order-1', { subject: `it's "tea" & $HOME` })
  const [entry] = shop.sandbox.journal.since(0).filter(({ kind }) => kind === 'request')
  if (entry?.kind !== 'request') throw new Error('a payment is a request')
  return entry
}

test('a call is taken apart, with the JSON in it laid out', async () => {
  const pairs = new Map(decodedPairs((await request()).wire))
  expect(pairs.get('method')).toBe('alipay.trade.pay')
  expect(pairs.get('biz_content')).toContain('\n  "out_trade_no": "order-1"')
})

test('a curl sends the very bytes, whatever a shell makes of them', async () => {
  const entry = await request()
  const line = curlOf(entry).replace(/^curl -sS/, 'printf "%s\\n"')
  const words = execFileSync('sh', ['-c', line], { encoding: 'utf8' }).split('\n')
  expect(words).toContain(entry.wire.body)
  expect(words).toContain('http://gateway.test/gateway.do')
})
