// What a client of AMS is set up with: keys in the forms that its SDKs take, and programs that use them. There
// is no SDK for Node, so that program signs by hand. Makes texts; writes nothing.
import type { AmsView } from '../../server/control/apps.ts'

const KEYS = {
  merchant: 'ams-merchant-private-key',
  gateway: 'ams-gateway-public-key',
} as const

/** `origin`: `http://127.0.0.1:8600`. */
export function amsFiles(
  { clientId, merchantPrivateKey, gatewayPublicKey }: AmsView,
  origin: string,
): Map<string, string> {
  const files = new Map([
    [`${KEYS.gateway}.pem`, `${gatewayPublicKey.pem}\n`],
    [`${KEYS.gateway}.txt`, `${gatewayPublicKey.bare}\n`],
  ])
  // A merchant that keeps its private key to itself has nothing to run the programs with.
  if (!merchantPrivateKey) return files
  files.set(`${KEYS.merchant}.pkcs8.pem`, `${merchantPrivateKey.pkcs8Pem.trim()}\n`)
  files.set(`${KEYS.merchant}.pkcs8.txt`, `${merchantPrivateKey.pkcs8Bare}\n`)
  files.set(`${KEYS.merchant}.pkcs1.txt`, `${merchantPrivateKey.pkcs1Bare}\n`)
  files.set('ams-snippet.mjs', nodeProgram(clientId, origin))
  files.set('ams-snippet.php', phpProgram(clientId, origin))
  return files
}

const ORDER = {
  scenario: 'EntryCode',
  description: 'alipay-sim',
  agent: 'AlipayClient',
} as const

const nodeProgram = (
  clientId: string,
  origin: string,
) => `// AMS against alipay-sim, signed by hand: there is no SDK for Node. Needs: nothing.
// The keys beside this file are simulated and worth nothing elsewhere.
import { readFileSync } from 'node:fs'
import { sign, verify } from 'node:crypto'

const key = (name) => readFileSync(new URL(name, import.meta.url), 'utf8')
const merchantKey = key('${KEYS.merchant}.pkcs8.pem')
const gatewayKey = key('${KEYS.gateway}.pem')
const clientId = '${clientId}'

async function call(path, content) {
  // Sign the very text that is sent.
  const body = JSON.stringify(content)
  const time = new Date().toISOString()
  const signature = sign('sha256', Buffer.from(\`POST \${path}\\n\${clientId}.\${time}.\${body}\`), merchantKey)
  const reply = await fetch('${origin}' + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'client-id': clientId,
      'request-time': time,
      signature: 'algorithm=RSA256,keyVersion=1,signature=' + encodeURIComponent(signature.toString('base64')),
    },
    body,
  })
  const text = await reply.text()
  const signed = \`POST \${path}\\n\${clientId}.\${reply.headers.get('response-time')}.\${text}\`
  const [, theirs = ''] = /signature=([^,]+)$/.exec(reply.headers.get('signature') ?? '') ?? []
  const isGenuine = verify('sha256', Buffer.from(signed), gatewayKey, Buffer.from(decodeURIComponent(theirs), 'base64'))
  if (!isGenuine) throw new Error('the signature of the reply is wrong')
  return JSON.parse(text)
}

const amount = { currency: 'USD', value: '599' }
const paymentRequestId = \`node-\${Date.now()}\`
console.log(
  await call('/ams/api/v1/payments/pay', {
    productCode: 'IN_STORE_PAYMENT',
    paymentRequestId,
    paymentAmount: amount,
    paymentMethod: { paymentMethodType: 'CONNECT_WALLET' },
    paymentFactor: { inStorePaymentScenario: '${ORDER.scenario}' },
    order: {
      referenceOrderId: 'order-1',
      orderDescription: '${ORDER.description}',
      orderAmount: amount,
      merchant: { referenceMerchantId: 'merchant-1' },
      env: { userAgent: '${ORDER.agent}' },
    },
  }),
)
// S of an entry code: the order is made. Whether it is paid says paymentStatus.
console.log(await call('/ams/api/v1/payments/inquiryPayment', { paymentRequestId }))
`

const phpProgram = (clientId: string, origin: string) => `<?php
// global-open-sdk-php against alipay-sim. Needs: composer require antom/global-open-sdk-php
require 'vendor/autoload.php';

$key = fn(string $name) => trim(file_get_contents(__DIR__ . '/' . $name));
$client = new Client\\DefaultAlipayClient('${origin}', $key('${KEYS.merchant}.pkcs8.txt'),
    $key('${KEYS.gateway}.txt'), '${clientId}');
$request = new Request\\pay\\AlipayPayQueryRequest();
$request->setPath('/ams/api/v1/payments/inquiryPayment');
$request->setPaymentRequestId('order-1');
var_dump($client->execute($request));
`
