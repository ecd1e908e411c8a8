// Why a signature of the old gateway does not fit: which key, which algorithm, and what of the text; of a request, which
// its merchant should have signed, or of news, which the gateway should have. Keys never stand in what is shown.
import { createHash } from 'node:crypto'
import type { Explanation } from '../../journal/explanation.ts'
import { isSignedByDsa } from '../../pki/dsa.ts'
import { PRIVATE_KEY_BYTES, type Budget } from '../budget.ts'
import { compareTexts, diagnose } from '../diagnosis/diagnose.ts'
import { pairsBecome, rightDraft, writeForm, type FormMistake } from '../diagnosis/form-draft.ts'
import { readHttp } from '../diagnosis/pasted-http.ts'
import { search, type Written } from '../diagnosis/search.ts'
import { isOfOldGateway } from '../named-service.ts'
import { charsetOf } from '../parameters.ts'
import type { App, Pasted, Protocol } from '../protocol.ts'
import type { WireRequest } from '../wire.ts'
import { keysOf, type MapiKeys } from './credentials.ts'
import { parametersOf } from './decode.ts'
import { mistakesFor } from './mistakes.table.ts'
import { signTypeNamed, type Pair, type SignType } from './signature.ts'

type Named = Explanation['mistakes'][number]
type By = 'merchant' | 'gateway'

/** A request: its merchant should have signed it. */
export const explain: Protocol['explain'] = (request, app, all, budget, clientText) =>
  tell(request, { by: 'merchant', app, all }, budget, clientText)

const explainNews: Protocol['explain'] = (request, app, all, budget, clientText) =>
  tell(request, { by: 'gateway', app, all }, budget, clientText)

interface Around {
  by: By
  app: App
  all: Iterable<App>
}

function tell(
  request: WireRequest,
  around: Around,
  budget: Budget,
  clientText: string | undefined,
): Explanation | undefined {
  const keys = keysOf(around.app)
  const parameters = parametersOf(request)
  const sign = parameters.get('sign') ?? ''
  if (!keys || (sign === '' && clientText === undefined)) return undefined
  const isReturn = around.by === 'gateway' && request.method === 'GET'
  const own = isReturn ? [...parameters].filter(([name]) => !OF_A_RETURN.has(name)) : []
  const pairs = [...parameters].filter(
    ([name]) => !/^sign(_type)?$/.test(name) && !(isReturn && !OF_A_RETURN.has(name)),
  )
  const type = signTypeNamed(parameters.get('sign_type')) ?? 'MD5'
  const charset = charsetOf(request, 'utf-8', '_input_charset')
  const start = rightDraft(pairs, charset)
  const table = [...mistakesFor(pairs, type, charset), ...ownVerified(own)]
  const the = { start, table, write: writeForm, budget }
  if (clientText !== undefined) {
    return compareTexts({ ...the, clientText: withoutKey(clientText, keys) })
  }
  if (type === 'RSA') {
    return diagnose({ ...the, sign, hash: 'sha1', keys: rsaKeys(keys, around) })
  }
  const right = writeForm(start)
  // The right text under every key first: a search for mistakes in it costs far more.
  for (const { fits, mistakes } of waysOf(type, sign, keys, around, budget)) {
    if (budget.spend(right.bytes.length) && fits(right))
      return told(mistakes, true, right, right, budget)
  }
  for (const { fits, mistakes } of waysOf(type, sign, keys, around, budget)) {
    const found = search({ ...the, right, isClients: fits })
    if (found) return told([...mistakes, ...found.mistakes], true, right, found.written, budget)
  }
  return told(shapeOf(sign, type), false, right, undefined, budget)
}

/** What the gateway adds to a return_url; what else stands there is the merchant's own. */
const OF_A_RETURN: ReadonlySet<string> = new Set(
  (
    'is_success exterface payment_type notify_id notify_time notify_type out_trade_no trade_no trade_status ' +
    'subject body total_fee buyer_email buyer_id seller_email seller_id extra_common_param sign sign_type'
  ).split(' '),
)

function ownVerified(own: readonly Pair[]): FormMistake[] {
  if (own.length === 0) return []
  const about =
    `${own.map(([name]) => name).join(', ')} is in the verified text and stood in your return_url before: ` +
    'verify what the gateway has added alone'
  return [
    {
      name: 'own-query-verified',
      about,
      bend: (draft) => pairsBecome(draft, [(pairs) => [...pairs, ...own]]),
    },
  ]
}

/** Whoever shows its text may show it with the key behind it. */
const withoutKey = (text: string, { md5Key }: MapiKeys) =>
  text.endsWith(md5Key) ? text.slice(0, -md5Key.length) : text

interface Way {
  fits(written: Written): boolean
  mistakes: readonly Named[]
}

/** The algorithm and key that should have been used first, then what people take for them. */
function* waysOf(
  type: SignType,
  sign: string,
  keys: MapiKeys,
  { by, app, all }: Around,
  budget: Budget,
): Generator<Way> {
  if (type === 'DSA') {
    const { merchant, gateway } = keys.dsa
    const [own, other] = by === 'merchant' ? [merchant, gateway] : [gateway, merchant]
    const about = 'made with the DSA key of the other side'
    const fits =
      (y: string) =>
      ({ bytes }: Written) =>
        budget.spend(PRIVATE_KEY_BYTES) && isSignedByDsa(y, bytes, sign)
    yield { fits: fits(own.y), mistakes: [] }
    yield { fits: fits(other.y), mistakes: [{ name: 'key-of-other-side', about }] }
    return
  }
  const small = sign.toLowerCase()
  const isCapital = sign !== small
  const capital = {
    name: 'upper-case-sign',
    about: 'sign is in capital letters: write MD5 in small ones',
  }
  const letters = isCapital ? [capital] : []
  const md5 =
    (before: string, key: string) =>
    ({ bytes }: Written) =>
      createHash('md5').update(bytes).update(before).update(key).digest('hex') === small
  yield { fits: md5('', keys.md5Key), mistakes: letters }
  const joint = {
    name: 'key-joined',
    about: 'the key stands behind `&key=` or `&`: glue it on without anything between',
  }
  for (const before of ['&key=', '&', 'key=']) {
    yield { fits: md5(before, keys.md5Key), mistakes: [joint, ...letters] }
  }
  const left = {
    name: 'key-left-out',
    about: 'the key is not in what was digested: glue it behind the text',
  }
  yield { fits: md5('', ''), mistakes: [left, ...letters] }
  for (const one of all) {
    const theirs = keysOf(one)
    if (!theirs || one.appId === app.appId) continue
    const about = `made with the MD5 key of another merchant, ${one.pid}`
    yield {
      fits: md5('', theirs.md5Key),
      mistakes: [{ name: 'key-of-another-merchant', about }, ...letters],
    }
  }
}

function rsaKeys(keys: MapiKeys, { by, app, all }: Around) {
  const { merchantPublicKey, gatewayPublicKey, merchantPrivateKey, gatewayPrivateKey } = keys
  const isMerchants = by === 'merchant'
  const right = isMerchants ? merchantPublicKey : gatewayPublicKey
  function* others() {
    const about = isMerchants
      ? 'made with the gateway’s own key: sign with the private key of the merchant'
      : 'made with the key of the merchant, and not by the gateway'
    const publicKey = isMerchants ? gatewayPublicKey : merchantPublicKey
    yield { name: 'key-of-other-side', about, publicKey }
    for (const one of all) {
      for (const key of publicKeysOf(one)) {
        if (key === right || key === publicKey) continue
        const whose =
          one.appId === app.appId ? 'this app has for another gateway' : `app ${one.appId} has`
        yield { name: 'key-of-another', about: `made with a key that ${whose}`, publicKey: key }
      }
    }
  }
  const about = 'encrypted with a public key instead of signed with the private key'
  const privates = [merchantPrivateKey, gatewayPrivateKey].flatMap((privateKey) =>
    privateKey === undefined ? [] : [{ name: 'public-key-used', about, privateKey }],
  )
  return { right, others: { [Symbol.iterator]: others }, privates }
}

/** Of every family: two pairs are easily mixed up. */
const publicKeysOf = ({ credentials }: App): string[] =>
  Object.values(credentials).flatMap((own) =>
    Object.values(Object(own) as Record<string, unknown>).filter(
      (one): one is string => typeof one === 'string' && one.includes('BEGIN PUBLIC KEY'),
    ),
  )

function told(
  mistakes: readonly Named[],
  isFound: boolean,
  { text: gatewayText }: Written,
  clients: Written | undefined,
  budget: Budget,
): Explanation {
  const verdict = !isFound ? 'none-fits' : mistakes.length > 0 ? 'mistake' : 'fits'
  const differsAt = clients === undefined ? undefined : firstDifference(gatewayText, clients.text)
  return {
    verdict,
    mistakes: mistakes.map(({ name, about }) => ({ name, about })),
    ...(!isFound && budget.isUsedUp() && { isCutShort: true as const }),
    gatewayText,
    ...(clients && { clientText: clients.text }),
    ...(differsAt !== undefined && { differsAt }),
  }
}

function firstDifference(one: string, other: string): number | undefined {
  if (one === other) return undefined
  for (let at = 0; ; at++) if (one[at] !== other[at]) return at
}

/** What can be said of a value that nothing reproduces. */
function shapeOf(sign: string, type: SignType): Named[] {
  if (type === 'DSA' || /^[0-9A-Fa-f]{32}$/.test(sign)) return []
  const about = `sign has ${sign.length} characters; MD5 gives 32 hexadecimal ones`
  return [{ name: 'no-such-digest', about }]
}

/** A request by its service; what a notification or a return says by its notify_type. */
export function readPasted(pasted: string): Pasted | undefined {
  const request = readMessage(pasted.trim())
  if (!request) return undefined
  const parameters = parametersOf(request)
  if (!isOfOldGateway(parameters)) return undefined
  const isRequest = parameters.has('service')
  const tells = isRequest ? explain : explainNews
  return {
    kind: isRequest ? 'request' : 'notification',
    appId: undefined,
    explain: (app, all, budget, clientText) => {
      const pid = parameters.get('partner') ?? parameters.get('seller_id')
      const owner = pid === undefined ? app : (appOfPid(all, pid) ?? app)
      return tells(request, owner, all, budget, clientText)
    },
  }
}

function appOfPid(all: Iterable<App>, pid: string): App | undefined {
  for (const one of all) if (one.pid === pid) return one
  return undefined
}

function readMessage(text: string): WireRequest | undefined {
  const http = readHttp(text)
  if (http) return http
  const line = text.replaceAll(/\r?\n/g, '')
  if (/^https?:\/\//.test(line)) return { method: 'GET', url: line, headers: {}, body: Buffer.of() }
  if (!/^[\w.-]+=/.test(line)) return undefined
  return { method: 'POST', url: 'http://gateway/', headers: {}, body: Buffer.from(line) }
}
