// Why a signature of AMS does not fit: of a request, which its merchant should have signed, or of a
// notification, which the gateway should have.
import type { Explanation } from '../../journal/explanation.ts'
import type { Budget } from '../budget.ts'
import { compareTexts, diagnose, type Case, type Keys } from '../diagnosis/diagnose.ts'
import { readHttp } from '../diagnosis/pasted-http.ts'
import type { App, Pasted } from '../protocol.ts'
import type { WireRequest } from '../wire.ts'
import { appIdOf, keysOf, type AmsKeys } from './credentials.ts'
import { AMS_MISTAKES, rightJoin, writeDraft, type Draft } from './mistakes.table.ts'
import { isAmsPath, targetOf } from './paths.table.ts'
import { readSignatureHeader } from './signature.ts'

type Explain = (
  request: WireRequest,
  app: App,
  all: Iterable<App>,
  budget: Budget,
  clientText?: string,
) => Explanation | undefined

export const explain: Explain = (request, app, all, budget, clientText) => {
  const keys = keysOf(app)
  return keys && tell(request, keysOfMerchant(keys, all), budget, clientText)
}

const explainNotification: Explain = (request, app, all, budget, clientText) => {
  const keys = keysOf(app)
  return keys && tell(request, keysOfGateway(keys, all), budget, clientText)
}

function tell(
  { url, headers, body }: WireRequest,
  keys: Keys,
  budget: Budget,
  clientText: string | undefined,
): Explanation {
  const start: Draft = {
    verb: 'POST',
    target: targetOf(url),
    clientId: headers['client-id'] ?? '',
    time: headers['request-time'] ?? '',
    body: Buffer.from(body).toString('utf8'),
    join: rightJoin,
  }
  const sign = readSignatureHeader(headers.signature ?? '').signature ?? ''
  const the: Omit<Case<Draft>, 'sign' | 'keys'> = {
    hash: 'sha256',
    start,
    table: AMS_MISTAKES,
    write: writeDraft,
    clientText,
    budget,
  }
  if (clientText !== undefined && sign === '') return compareTexts(the)
  const found = diagnose({ ...the, sign, keys })
  return found.verdict === 'none-fits' && clientText !== undefined ? compareTexts(the) : found
}

function keysOfMerchant(keys: AmsKeys, all: Iterable<App>): Keys {
  const { merchantPublicKey: right, merchantPrivateKey, gatewayPublicKey, gatewayPrivateKey } = keys
  function* others() {
    const about = 'made with the gateway’s own key: sign with the private key of the client'
    yield { name: 'gateway-key', about, publicKey: gatewayPublicKey }
    yield* ofClients(all, right)
  }
  const about = 'encrypted with a public key instead of signed with the private key of the client'
  const privates = [merchantPrivateKey, gatewayPrivateKey].flatMap((privateKey) =>
    privateKey === undefined ? [] : [{ name: 'public-key-used', about, privateKey }],
  )
  return { right, others: { [Symbol.iterator]: others }, privates }
}

function keysOfGateway({ gatewayPublicKey: right }: AmsKeys, all: Iterable<App>): Keys {
  return { right, others: { [Symbol.iterator]: () => ofClients(all, right) }, privates: [] }
}

/** The keys of all clients, those of the other families among them: two pairs are easily mixed up. */
function* ofClients(all: Iterable<App>, but: string) {
  for (const app of all) {
    for (const [family, credentials] of Object.entries(app.credentials)) {
      for (const publicKey of publicKeysIn(credentials)) {
        if (publicKey === but) continue
        const about = `made with a key of app ${app.appId} for ${family}, and this is another pair`
        yield { name: 'key-of-another', about, publicKey }
      }
    }
  }
}

function publicKeysIn(credentials: unknown): string[] {
  const texts = Object.values(Object(credentials) as Record<string, unknown>)
  return texts.filter(
    (one): one is string => typeof one === 'string' && one.includes('BEGIN PUBLIC KEY'),
  )
}

/** A whole HTTP message with the headers of AMS: at a path of the gateway a request, else a notification. */
export function readPasted(pasted: string): Pasted | undefined {
  const request = readHttp(pasted.trim())
  const clientId = request?.headers['client-id']
  if (!request || clientId === undefined) return undefined
  const isRequest = isAmsPath(targetOf(request.url))
  const tells = isRequest ? explain : explainNotification
  return {
    kind: isRequest ? 'request' : 'notification',
    appId: appIdOf(clientId),
    explain: (app, all, budget, clientText) => tells(request, app, all, budget, clientText),
  }
}
