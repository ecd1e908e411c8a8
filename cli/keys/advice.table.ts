// Which SDK takes which form of a key, and how to turn one form into another. The same as in
// docs/sdks.md, for the answer of `keys check`.
import type { KeyForm } from '../../server/pki/what-key.ts'

interface Advice {
  /** What it is for, and who takes it as it is. */
  give: readonly string[]
  /** Who wants another form, and the command that makes it. */
  turn?: readonly string[]
}

const TO_PKCS8 = 'Java, EasySDK: openssl pkcs8 -topk8 -nocrypt -in PEM -outform DER | base64 -w0'
const TO_PKCS1 = 'Node, PHP, .NET, Go: openssl rsa -traditional -in PEM -outform DER | base64 -w0'

export const KEY_ADVICE: Record<KeyForm, Advice> = {
  'pkcs1-bare': {
    give: [
      'Node alipay-sdk: privateKey (keyType PKCS1, the default)',
      'PHP AopClient: rsaPrivateKey · .NET: privateKeyPem · smartwalle/alipay and gopay: privateKey',
    ],
    turn: [
      'Java, EasySDK want PKCS#8: write it as PEM first (64 characters a line), then',
      TO_PKCS8,
    ],
  },
  'pkcs1-pem': {
    give: [
      'Node alipay-sdk: privateKey (keyType PKCS1, the default)',
      'python-alipay-sdk: app_private_key_string · Ruby alipay: app_private_key',
    ],
    turn: [TO_PKCS8, TO_PKCS1],
  },
  'pkcs8-bare': {
    give: [
      'Java alipay-sdk-java: privateKey · EasySDK: merchantPrivateKey',
      "Node alipay-sdk: privateKey with keyType: 'PKCS8' · smartwalle/alipay: privateKey",
    ],
    turn: [
      'Node without keyType, PHP, .NET, gopay want PKCS#1: write it as PEM first, then',
      TO_PKCS1,
    ],
  },
  'pkcs8-pem': {
    give: [
      "Node alipay-sdk: privateKey with keyType: 'PKCS8'",
      'python-alipay-sdk: app_private_key_string · yansongda/pay: app_secret_cert · Ruby alipay: app_private_key',
    ],
    turn: [TO_PKCS8, TO_PKCS1],
  },
  'public-bare': {
    give: [
      'if it is Alipay’s: alipayPublicKey of Java, Node, PHP (alipayrsaPublicKey), .NET, Go',
      'if it is the app’s: upload it to the console and give it to no SDK; taking it for Alipay’s is the usual mix-up',
    ],
  },
  'public-pem': {
    give: [
      'if it is Alipay’s: alipay_public_key_string of python-alipay-sdk, alipayPublicKey of Node',
      'if it is the app’s: upload it to the console and give it to no SDK; taking it for Alipay’s is the usual mix-up',
    ],
    turn: ['Java, PHP, .NET, Go want Base64 on one line: the lines between the labels, joined'],
  },
  certificate: {
    give: [
      'of the app (the CN holds its app_id): Java setCertPath, Node appCertPath, PHP getCertSN, Go LoadAppCertPublicKeyFromFile',
      'of Alipay: Java setAlipayPublicCertPath, Node alipayPublicCertPath, PHP getPublicKey, Go LoadAlipayCertPublicKeyFromFile',
    ],
  },
  'root-certificates': {
    give: [
      'Java setRootCertPath, Node alipayRootCertPath, PHP getRootCertSN, Go LoadAliPayRootCertFromFile',
    ],
  },
  aes: {
    give: ['the key of content encryption: encryptKey of Node and Java, encryptType AES beside it'],
  },
}
