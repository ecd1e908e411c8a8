// What official documents and tests of official SDKs publish: signed texts, ciphertexts and numbers of
// certificates. Each must come out of our code too. Facts, with their source above each.
import { createPublicKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { decryptAes, encryptAes } from '../../../pki/aes.ts'
import { snOf } from '../../../pki/cert-sn.ts'
import { isSignedBy } from '../../../pki/signature.ts'
import { notificationToSign } from '../notification.ts'
import { stringToSign } from '../signing.ts'

const pem = (base64: string) =>
  createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })
    .export({ format: 'pem', type: 'spki' })
    .toString()

// alipay-sdk-nodejs-all, test/alipay.test.ts ("checkResponseSign", recorded from the live gateway).
const REPLY_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAk7LzhmMa2c4qQd4fqAqenfbuFoA7stPKvoS1LrZEsVnOOGUUjwoa1oU9xsSPjcOWhIerU/VAN4J95GIAXx59ipcleIyfLn2FhHXPgLJpvo+b2jJFyn/1/DbeJDh+0yDVAOf50Z7HhI0mdUhFMkXlT7BU0ZMtJf/TmISFEfhDU/w6qFd6D42L97byAkq0K6LroglSVF24GqJEa7hSeUIkZWj7RasykXrc2uVJ1+ejkXE0LyPxa2AHykMGbJLf5SiZvaNzUZgnKIR36mLOHpQ/2JCXxhXZYUWHzy0kMH54JcUEeksFWBYLGvLjV1phbcUIc3Q76tIuqApY6E222OoZZQIDAQAB'
const REPLY = '{"code":"10000","msg":"Success","file_id":"CAxAToWB1JsAAAAAAAAAAAAADgSLAQBr"}'
const REPLY_SIGN =
  'F+LDzpTNiavn7xVZPGuPCSSVRSmWzJGgtuji6tVELGEaqMaNj0jRKXUEr5nloZJBBmwEnddOyCjjepMmrTKTvoOqQ0Efxpr/R1iEeHTHVbb/Q8TTh6Up5gHJDkILdaWS2q1cWeQ6VT+HQY9P3WRXS7uhILHuDODIhpAyCu5KhWGt0rMCIG+Im6NODJP2oohtSCtmTFXg58HH587Z2y2bdbjzOxLvzD9IrU1imghXQ2S/Q+wMIvRk9on6cWnBLkrNvJKapA2ReNGWOwyuASvB9zDVzhMPbR+3mfRGkVDxsq5HYLjBKGskJMXHw0HuugZij6ScRuaLPODhmHwr/pJ9yw=='

test('a recorded reply is signed over the bytes of its node', () => {
  const isSigned = (text: string) =>
    isSignedBy(pem(REPLY_KEY), 'sha256', Buffer.from(text), REPLY_SIGN)
  expect(isSigned(REPLY)).toBe(true)
  expect(isSigned(REPLY.replace('10000', '10001'))).toBe(false)
})

// alipay-sdk-nodejs-all, test/alipay.test.ts ("verify sign should delete sign_type"): a real
// notification of a payment.
const TRADE_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqObrdC7hrgAVM98tK0nv3hSQRGGKT4lBsQjHiGjeYZjOPIPHR5knm2jnnz/YGIXIofVHkA/tAlBAd5DrY7YpvI4tP5EONLtZKC2ghBMx7McI2wRD0xiqzxOQr1FuhZGJ8/AUokBzJrzY+aGX2xcOrxFYRlFilvVLTXg4LWjR1tdPkO6+i7wQZAIVMClPkwVRZEbaERRHlKqTzv2gGv5rDU8gRoe1LeaN+6BlbTqHWkQcNCUNrA8C6l17XAXGKDsm/9TFWwO8EPHHHCaQdjtV5/FdcWIt+L8SR1ss7EXTjYDFtxcKVv9rEoY1lX8T4mX+GbXfZHraG5NCF1+XioL5JwIDAQAB'
const TRADE_SIGN =
  'QfTb8tqE1BMhS5qAnXtvsF3/jBkEvu9q9en0pdbBUDDjvKycZhQb7h8GDs4FKfi049PynaNuatxSgLb/nLWZpXyyh0LEWdK2S6Ri7nPwrVgOs08zugLO20vOQz44y3ti2Ncm8/wZts1Fr2gZ7pShnVX3d1B50hbsXnObT1r/U8ONNQjWXd0HIul4TG+Q3fm3svmSvFEy0WnzuhcyHPX5Gm4ELNctL6Qd5YniGJFNcc7kopHYtI/XD9YCKCH6Ct02rzUs9i11C9CsadtZn+WhxF26Dqt9sGEFajkJ8cxUTLi8+VCpLHsgPE8P0y095uQcDdK0YjCh4x7wVSov+lrmOQ=='
const TRADE = {
  gmt_create: '2019-08-15 15:56:22',
  charset: 'utf-8',
  seller_email: 'z97-yuquerevenue@service.aliyun.com',
  subject: '语雀空间 500人规模',
  buyer_id: '2088102534368455',
  invoice_amount: '0.10',
  notify_id: '2019081500222155624068450559358070',
  fund_bill_list: '[{"amount":"0.10","fundChannel":"ALIPAYACCOUNT"}]',
  notify_type: 'trade_status_sync',
  trade_status: 'TRADE_SUCCESS',
  receipt_amount: '0.10',
  buyer_pay_amount: '0.10',
  sign_type: 'RSA2',
  app_id: '2019073166072302',
  seller_id: '2088531891668739',
  gmt_payment: '2019-08-15 15:56:24',
  notify_time: '2019-08-15 15:56:25',
  version: '1.0',
  out_trade_no: '20190815155618536-564-57',
  total_amount: '0.10',
  trade_no: '2019081522001468450512505578',
  auth_app_id: '2019073166072302',
  buyer_logon_id: 'xud***@126.com',
  point_amount: '0.00',
}

test('a recorded notification of a trade is signed without sign_type', () => {
  const isSigned = (text: Uint8Array) => isSignedBy(pem(TRADE_KEY), 'sha256', text, TRADE_SIGN)
  expect(isSigned(notificationToSign(TRADE))).toBe(true)
  expect(isSigned(Buffer.from(stringToSign(Object.entries(TRADE))))).toBe(false)
  expect(isSigned(notificationToSign({ ...TRADE, total_amount: '0.11' }))).toBe(false)
})

// alipay-sdk-java-all, EncryptTest.java, and alipay-easysdk, util/aes/ClientTest.java.
test('content is encrypted to the published ciphertext and back', () => {
  const key = 'aa4BtZ4tspm2wnXLb1ThQA=='
  expect(encryptAes(key, Buffer.from('test1234567'))).toBe('ILpoMowjIQjfYMR847rnFQ==')
  const plain = decryptAes(key, 'ILpoMowjIQjfYMR847rnFQ==')
  expect(Buffer.from(plain ?? []).toString()).toBe('test1234567')
})

// alipay-sdk-nodejs-all, test/antcertutil.test.ts: the numbers of the certificates beside it, given
// here by issuer and serial, which is all that counts.
const CA =
  'C=CN\nO=Ant Financial\nOU=Certification Authority\nCN=Ant Financial Certification Authority'
test.each([
  [
    'an app',
    `${CA} Class 1 R1`,
    '2020051862039D4090897BA4D51C2126',
    '866efef280dec9137a87d047ac446315',
  ],
  [
    'Alipay',
    `${CA} Class 2 R1`,
    '20200514E63C2FE04D538716FE21358B',
    '7513daaaa48aa3ba2e4018d84402479c',
  ],
  ['the first RSA root', `${CA} R1`, '1FCFA18D6A480D11', '687b59193f3f462dd5336e5abf83c5d8'],
  [
    'the second RSA root',
    'C=CN\nO=iTrusChina\nOU=China Trust Network\nCN=iTrusChina Class 2 Root CA - G3',
    '10C764E9D560384212D9C08FD10E373FDD0FB396',
    '02941eef3187dddf3d3b83462e1dfcf6',
  ],
])('the SN of %s is the published one', (_whose, issuer, serialNumber, sn) => {
  expect(snOf({ issuer, serialNumber })).toBe(sn)
})
