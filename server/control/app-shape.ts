// The shape of an app with its keys, at every gateway where it has some.
import * as v from 'valibot'

const text = v.string()
const maybeText = v.optional(text)

const keyForms = v.object({ pem: text, bare: text })
const privateKeyForms = v.object({
  pkcs8Pem: text,
  pkcs8Bare: text,
  pkcs1Pem: text,
  pkcs1Bare: text,
})

export const appShape = v.object({
  appId: text,
  pid: text,
  name: text,
  sellerEmail: text,
  appPrivateKey: v.optional(privateKeyForms),
  appPublicKey: v.optional(keyForms),
  alipayPublicKey: keyForms,
  encryptKey: maybeText,
  certificates: v.optional(
    v.object({
      appCert: text,
      alipayCert: text,
      alipayRootCert: text,
      appCertSn: text,
      alipayCertSn: text,
      alipayRootCertSn: text,
    }),
  ),
  wechat: v.optional(
    v.object({
      appid: text,
      mchId: text,
      apiKey: text,
      apiV3Key: text,
      platformKeyId: text,
      platformPublicKey: text,
    }),
  ),
  ams: v.optional(
    v.object({
      clientId: text,
      merchantPrivateKey: v.optional(privateKeyForms),
      merchantPublicKey: keyForms,
      gatewayPublicKey: keyForms,
    }),
  ),
  mapi: v.optional(
    v.object({
      partner: text,
      md5Key: text,
      merchantPrivateKey: v.optional(privateKeyForms),
      gatewayPublicKey: keyForms,
      dsaMerchantPrivateKey: text,
      dsaGatewayPublicKey: keyForms,
    }),
  ),
})
