// Signatures of the old gateway: three algorithms in both directions, and what is taken beside the documented reading.
import { createHash, createSign, createVerify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { dsaPrivatePem, dsaPublicPem, isSignedByDsa, readyMadeDsa, signDsa } from '../../pki/dsa.ts'
import { md5, openMapiShop, type MapiShop } from '../../testing/mapi-shop.fixture.ts'
import { settingsOf } from './credentials.ts'

describe('DSA', () => {
  const { x, y } = readyMadeDsa('app', 0)
  const bytes = Buffer.from('out_trade_no=o-1')

  test('what is signed by hand, a library verifies; and the other way round', () => {
    const signature = signDsa(x, bytes)
    const verify = createVerify('sha1').update(bytes)
    expect(verify.verify(dsaPublicPem(y), signature, 'base64')).toBe(true)
    const theirs = createSign('sha1').update(bytes).sign(dsaPrivatePem(x), 'base64')
    expect(isSignedByDsa(y, bytes, theirs)).toBe(true)
  })

  test('the same bytes have the same signature', () => {
    expect(signDsa(x, bytes)).toBe(signDsa(x, bytes))
  })

  test.each(['', 'AAAA', 'not base64 at all', Buffer.alloc(46, 0x30).toString('base64'), md5('x')])(
    'a signature of %j is none',
    (signature) => {
      expect(isSignedByDsa(y, bytes, signature)).toBe(false)
    },
  )

  test('of other bytes, or by another key, it does not fit', () => {
    expect(isSignedByDsa(y, Buffer.from('o-2'), signDsa(x, bytes))).toBe(false)
    expect(isSignedByDsa(readyMadeDsa('app', 1).y, bytes, signDsa(x, bytes))).toBe(false)
  })
})

test.each(['RSA', 'DSA'])('%s: the call, the return and the notification', async (sign_type) => {
  const shop = openMapiShop()
  const settings = settingsOf(shop.app)
  const own = sign_type === 'DSA' ? settings?.dsaMerchantPrivateKey : undefined
  const gateway = sign_type === 'DSA' ? settings?.dsaGatewayPublicKey : undefined
  const order = { ...shop.order('o-1'), sign_type }
  const submitted = await shop.send(
    shop.signed(shop.common('create_direct_pay_by_user', order), own),
  )
  const back = await shop.payAt(submitted.location)
  const { shop: _own, ...returned } = Object.fromEntries(new URL(back).searchParams)
  expect(returned.sign_type).toBe(sign_type)
  expect(shop.isGenuine(returned, gateway)).toBe(true)
  await shop.pass(5_000)
  const fields = shop.received[0]?.fields ?? {}
  expect(fields.sign_type).toBe(sign_type)
  expect(shop.isGenuine(fields, gateway)).toBe(true)
})

describe('texts that clients sign', () => {
  /** All parameters but `sign`, and those that `leavesOut` names. */
  const signedOtherwise = (shop: MapiShop, leavesOut: (name: string, value: string) => boolean) => {
    const params: Record<string, string> = {
      ...shop.common('single_trade_query', { out_trade_no: 'o-1', trade_no: '' }),
      sign_type: 'MD5',
    }
    const text = Object.entries(params)
      .filter(([name, value]) => !leavesOut(name, value))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&')
    const sign = createHash('md5').update(`${text}${shop.keys.md5Key}`).digest('hex')
    return shop.send({ ...params, sign })
  }
  const readings: [string, (name: string, value: string) => boolean, string | undefined][] = [
    ['as documented', (name, value) => name === 'sign_type' || value === '', undefined],
    ['with what is empty', (name) => name === 'sign_type', 'empties-signed'],
    ['with sign_type', (_name, value) => value === '', 'sign-type-signed'],
    ['with both', () => false, 'empties-and-sign-type-signed'],
  ]
  test.each(readings)('%s: taken, and the journal says which', async (_what, leavesOut, hint) => {
    const shop = openMapiShop()
    expect((await signedOtherwise(shop, leavesOut)).said).toBe('TRADE_NOT_EXIST')
    const hints = shop.sandbox.trace().of('answer')[0]?.hints ?? []
    expect(hints.find(({ name }) => name.includes('signed'))?.name).toBe(hint)
  })

  test.each(readings.slice(1))('%s: refused by the letter', async (_what, leavesOut) => {
    const shop = openMapiShop()
    shop.sandbox.options.set({ mapiLenientSignatures: false })
    expect((await signedOtherwise(shop, leavesOut)).said).toBe('ILLEGAL_SIGN')
  })
})
