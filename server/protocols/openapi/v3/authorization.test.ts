// The Authorization header, taken apart: whatever the pairs, their order and the signature.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAuthorization } from './authorization.ts'

test('the four pairs of certificate mode', () => {
  const authString = 'app_id=9021,app_cert_sn=5f4d,nonce=a-b,timestamp=1767578400000'
  const parsed = parseAuthorization(`ALIPAY-SHA256withRSA ${authString},sign=a+/b==`)
  expect(parsed).toMatchObject({ scheme: 'ALIPAY-SHA256withRSA', authString, sign: 'a+/b==' })
  expect(Object.fromEntries(parsed.values)).toEqual({
    app_id: '9021',
    app_cert_sn: '5f4d',
    nonce: 'a-b',
    timestamp: '1767578400000',
  })
})

const word = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/)
/** Values may hold `=`, as Base64 does; a comma separates. */
const value = fc.stringMatching(/^[A-Za-z0-9+/=_.:-]{1,40}$/)
const pairs = fc
  .uniqueArray(fc.tuple(word, value), { selector: ([name]) => name, minLength: 1, maxLength: 8 })
  .filter((all) => all.every(([name]) => name !== 'sign'))
const base64 = fc.base64String({ minLength: 4 })

test('any pairs in any order, then the signature: all of it comes out as it went in', () => {
  fc.assert(
    fc.property(pairs, base64, (all, sign) => {
      const authString = all.map(([name, text]) => `${name}=${text}`).join(',')
      const parsed = parseAuthorization(`ALIPAY-SHA256withRSA ${authString},sign=${sign}`)
      expect(parsed).toMatchObject({ scheme: 'ALIPAY-SHA256withRSA', authString, sign })
      expect([...parsed.values]).toEqual(all)
    }),
  )
})

test('a pair called sign inside the string to sign is part of it: the last one is the signature', () => {
  fc.assert(
    fc.property(pairs, base64, base64, (all, decoy, sign) => {
      const authString = [...all.map((pair) => pair.join('=')), `sign=${decoy}`].join(',')
      const parsed = parseAuthorization(`X ${authString},sign=${sign}`)
      expect(parsed).toMatchObject({ authString, sign })
    }),
  )
})

test('any text at all is taken apart without an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (header) => {
      const { scheme, authString, sign } = parseAuthorization(header)
      const put = sign === undefined ? authString : `${authString},sign=${sign}`
      expect(header.includes(' ') ? `${scheme} ${put}` : scheme).toBe(header)
    }),
  )
})
