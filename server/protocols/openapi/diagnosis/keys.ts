// Whose keys a signature is tried with: those of the app it should be of, then those that people
// mistake for it.
import { publicHalf } from '../../../pki/key-pair.ts'
import { APP_KEYS, GATEWAY_KEYS } from '../../../pki/ready-made-keys.table.ts'
import { openapiApp, type OpenapiApp } from '../credentials.ts'
import type { App } from '../../protocol.ts'
import type { Keys } from '../../diagnosis/diagnose.ts'

const shipped: { name: string; about: string; publicKey: string }[] = []

/** The pool from which sandboxes of other seeds draw their keys. */
function keysOfOtherSandboxes() {
  if (shipped.length === 0) {
    for (const privateKey of [...APP_KEYS, ...GATEWAY_KEYS]) {
      const about = 'made with a key of another sandbox: take the keys of the one you call'
      shipped.push({ name: 'key-of-another-sandbox', about, publicKey: publicHalf(privateKey) })
    }
  }
  return shipped
}

/** Of a request: it should be of the app. */
export function keysOfClient(app: OpenapiApp & { appPublicKey: string }, all: Iterable<App>): Keys {
  function* others() {
    yield alipays(app)
    for (const one of all) {
      const { appId, appPublicKey } = openapiApp(one) ?? { appId: one.appId }
      if (appPublicKey === undefined || appPublicKey === app.appPublicKey) continue
      const about = `made with the private key of another app, ${appId}`
      yield { name: 'key-of-another-app', about, publicKey: appPublicKey }
    }
    yield* rest(app)
  }
  return { right: app.appPublicKey, others: { [Symbol.iterator]: others }, ...both(app) }
}

/** Of a reply or a notification: it should be of the gateway. */
export function keysOfGateway(app: OpenapiApp, all: Iterable<App>): Keys {
  function* others() {
    for (const one of all) {
      const { appId, appPublicKey: publicKey } = openapiApp(one) ?? { appId: one.appId }
      if (publicKey === undefined) continue
      const about = `made with the key of app ${appId}, not by the gateway`
      yield { name: 'key-of-an-app', about, publicKey }
    }
    yield* rest(app)
  }
  return { right: app.alipayPublicKey, others: { [Symbol.iterator]: others }, privates: [] }
}

const alipays = ({ alipayPublicKey }: OpenapiApp) => ({
  name: 'alipay-key',
  about: 'made with the gateway’s own key: sign with the private key of the app',
  publicKey: alipayPublicKey,
})

const rest = ({ appPublicKey, alipayPublicKey }: OpenapiApp) =>
  keysOfOtherSandboxes().filter(
    ({ publicKey }) => publicKey !== appPublicKey && publicKey !== alipayPublicKey,
  )

function both({ appPrivateKey, alipayPrivateKey }: OpenapiApp): Pick<Keys, 'privates'> {
  const about = (whose: string) =>
    `encrypted with the public key of ${whose} instead of signed with the private key of the app`
  const alipay = {
    name: 'public-key-used',
    about: about('Alipay'),
    privateKey: alipayPrivateKey,
  }
  if (appPrivateKey === undefined) return { privates: [alipay] }
  const own = { name: 'public-key-used', about: about('the app'), privateKey: appPrivateKey }
  return { privates: [own, alipay] }
}
