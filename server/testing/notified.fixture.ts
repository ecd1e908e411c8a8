// What tests of notifications look at: the fields a merchant received, whether the gateway signed
// them, and what the books say afterwards.
import { createPublicKey, verify } from 'node:crypto'
import { charsetNamed, encodeText } from '../values/charset.ts'
import { SECOND } from '../values/instant.ts'
import { openShop, type Params, type Shop } from './shop.fixture.ts'

/** The V1 rule: neither sign nor sign_type is signed, nor is anything empty. */
export function isGenuine(shop: Shop, fields: Params): boolean {
  const text = Object.entries(fields)
    .filter(([name, value]) => name !== 'sign' && name !== 'sign_type' && value !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const key = createPublicKey(shop.app.alipayPublicKey)
  const digest = fields.sign_type === 'RSA' ? 'sha1' : 'sha256'
  const bytes = encodeText(text, charsetNamed(fields.charset ?? '') ?? 'utf-8')
  return verify(digest, bytes, key, Buffer.from(fields.sign ?? '', 'base64'))
}

/** Money: what the first buyer has spent, and what the seller has got. */
export function moneyMoved({ sandbox, app }: Pick<Shop, 'sandbox' | 'app'>) {
  const opening = 100_000_000
  const [buyer] = sandbox.buyers.list()
  const trades = sandbox.trades.list().filter(({ pid }) => pid === app.pid)
  const spent = opening - (buyer?.balanceFen ?? 0)
  const kept = trades
    .filter(({ paidAt }) => paidAt !== undefined)
    .reduce((sum, { totalFen, refundedFen }) => sum + totalFen - refundedFen, 0)
  return { spent, kept }
}

/** One payment of 88.88 yuan under a fault, and the time its first notifications take. */
export async function paidWith(
  fault: string,
  options: Record<string, unknown> = {},
  answers = 'success',
): Promise<Shop> {
  const shop = openShop({ answers: () => new Response(answers) })
  shop.sandbox.faults.add({ fault, options })
  await shop.pay('o-1')
  await shop.pass(20 * SECOND)
  return shop
}

/** An order that waits for its buyer for ever. */
export async function unpaid(outTradeNo = 'o-1'): Promise<Shop> {
  const shop = openShop()
  const auth_code = shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode
  await shop.pay(outTradeNo, { auth_code })
  return shop
}
