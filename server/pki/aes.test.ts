// Content encryption against known values, and what is no ciphertext.
import { expect, test } from 'vitest'
import { decryptAes, encryptAes, isEncryptKey } from './aes.ts'

const KEY = Buffer.from('0123456789abcdef').toString('base64')

test('a known text gives the ciphertext that openssl gives', () => {
  // printf '{"a":"支付"}' | openssl enc -aes-128-cbc -K 30313233343536373839616263646566 -iv 0 -base64
  expect(encryptAes(KEY, Buffer.from('{"a":"支付"}'))).toBe('p+knfZrGp8iSPDsDJxihYw==')
})

test.each(['', 'a', '0123456789abcdef', '{"out_trade_no":"一杯咖啡"}'])('%j comes back', (text) => {
  const encrypted = encryptAes(KEY, Buffer.from(text))
  expect(Buffer.from(decryptAes(KEY, encrypted) ?? 'nothing').toString()).toBe(text)
})

test.each(['', '{}', 'abc', 'AAAA', 'AAAAAAAAAAAAAAAAAAAAAA==', '!'])('%j is none', (text) => {
  expect(decryptAes(KEY, text)).toBeUndefined()
})

test('what another key encrypted is none', () => {
  const other = Buffer.from('fedcba9876543210').toString('base64')
  expect(decryptAes(KEY, encryptAes(other, Buffer.from('{"a":1}')))).toBeUndefined()
})

test.each([
  [KEY, true],
  [Buffer.alloc(32).toString('base64'), true],
  ['0123456789abcdef', false],
  ['', false],
  ['not base64!', false],
])('the key %j: %s', (key, good) => {
  expect(isEncryptKey(key)).toBe(good)
})
