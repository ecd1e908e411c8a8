// Why a signature of WeChat Pay's v2 does not fit: which key, which digest, and what of the text. Keys never
// stand in what is shown.
import { createHash, createHmac } from 'node:crypto'
import type { Explanation } from '../../journal/explanation.ts'
import type { Budget } from '../budget.ts'
import { rightDraft, writeForm } from '../diagnosis/form-draft.ts'
import { search, type Written } from '../diagnosis/search.ts'
import type { App, Pasted } from '../protocol.ts'
import type { WireRequest } from '../wire.ts'
import { appIdBehind, merchantOf, type WechatMerchant } from './credentials.ts'
import { mistakesFor } from './mistakes.table.ts'
import { routeOf } from './routes.ts'
import { digestOf, signTypeNamed, type Pair, type SignType } from './signature.ts'
import { readXml } from './xml.ts'

type Named = Explanation['mistakes'][number]

/** How somebody puts the key to a text. */
interface Way {
  digest(bytes: Uint8Array): string
  mistakes: readonly Named[]
}

const named = (name: string, about: string): Named => ({ name, about })

/** A request: its merchant should have signed it. */
export function explain(
  request: WireRequest,
  app: App,
  all: Iterable<App>,
  budget: Budget,
  clientText?: string,
): Explanation | undefined {
  const read = readXml(request.body)
  const merchant = merchantOf(app)
  if ('wrong' in read || !merchant) return undefined
  const { sandbox, isSignKey } = routeOf(request.url)
  const isSandbox = sandbox !== undefined && !isSignKey
  return explainFields([...read.fields], { merchant, all, isSandbox }, budget, clientText)
}

interface Around {
  merchant: WechatMerchant
  all: Iterable<App>
  /** Whether the key of WeChat's own sandbox is the right one. */
  isSandbox: boolean
}

function explainFields(
  fields: readonly Pair[],
  around: Around,
  budget: Budget,
  clientText?: string,
): Explanation | undefined {
  const sign = new Map(fields).get('sign') ?? ''
  const pairs = fields.filter(([name]) => name !== 'sign')
  const type = signTypeNamed(new Map(pairs).get('sign_type')) ?? 'MD5'
  const start = rightDraft(pairs, 'utf-8')
  const right = writeForm(start)
  const the = { start, right, table: mistakesFor(pairs), write: writeForm, budget }
  if (clientText !== undefined) {
    const text = clientText.replace(/&key=.*$/s, '')
    const found = search({ ...the, isClients: (written) => written.text === text })
    return told(found?.mistakes ?? [], found !== undefined, right, text, budget)
  }
  if (sign === '') return undefined
  for (const { digest, mistakes } of waysOf(type, around)) {
    const isClients = ({ bytes }: Written) => digest(bytes).toUpperCase() === sign.toUpperCase()
    if (!budget.spend(right.bytes.length) || !isClients(right)) continue
    return told([...mistakes, ...letters(sign)], true, right, right.text, budget)
  }
  for (const { digest, mistakes } of waysOf(type, around)) {
    const isClients = ({ bytes }: Written) => digest(bytes).toUpperCase() === sign.toUpperCase()
    const found = search({ ...the, isClients })
    if (!found) continue
    const all = [...mistakes, ...found.mistakes, ...letters(sign)]
    return told(all, true, right, found.written.text, budget)
  }
  return told(shapeOf(sign, type), false, right, undefined, budget)
}

function told(
  mistakes: readonly Named[],
  isFound: boolean,
  { text: gatewayText }: Written,
  clientText: string | undefined,
  budget: Budget,
): Explanation {
  const verdict = !isFound ? 'none-fits' : mistakes.length > 0 ? 'mistake' : 'fits'
  const differsAt = clientText === undefined ? undefined : firstDifference(gatewayText, clientText)
  return {
    verdict,
    mistakes: mistakes.map(({ name, about }) => ({ name, about })),
    ...(verdict === 'none-fits' && budget.isUsedUp() && { isCutShort: true as const }),
    gatewayText: `${gatewayText}&key=…`,
    ...(clientText !== undefined && { clientText: `${clientText}&key=…` }),
    ...(differsAt !== undefined && { differsAt }),
  }
}

function firstDifference(one: string, other: string): number | undefined {
  if (one === other) return undefined
  for (let at = 0; ; at++) if (one[at] !== other[at]) return at
}

/** WeChat compares capitals with capitals. */
const letters = (sign: string): Named[] =>
  sign === sign.toUpperCase()
    ? []
    : [named('lower-case-sign', 'sign is in small letters: write the digest in capitals')]

/** The digest that was declared under the right key first, then what people take for it. */
function* waysOf(declared: SignType, { merchant, all, isSandbox }: Around): Generator<Way> {
  const { apiKey, sandboxKey, apiV3Key } = merchant
  const right = isSandbox ? sandboxKey : apiKey
  const other = declared === 'MD5' ? 'HMAC-SHA256' : 'MD5'
  const isOther = named(
    'other-digest',
    `sign is ${other}, and the request declares ${declared}${declared === 'MD5' ? ' (the default of sign_type)' : ''}`,
  )
  yield { digest: by(declared, right), mistakes: [] }
  yield { digest: by(other, right), mistakes: [isOther] }
  const keys: [key: string, mistake: Named][] = [
    isSandbox
      ? [
          apiKey,
          named(
            'key-of-merchant',
            'made with the API key: this path is WeChat’s sandbox, whose key getsignkey gives',
          ),
        ]
      : [
          sandboxKey,
          named(
            'key-of-sandbox',
            'made with the key of WeChat’s sandbox: this path wants the API key',
          ),
        ],
    [apiV3Key, named('key-of-v3', 'made with the APIv3 key: v2 signs with the API key (API密钥)')],
  ]
  for (const one of all) {
    const stranger = merchantOf(one)
    if (!stranger || stranger.mchId === merchant.mchId) continue
    const about = `made with the API key of another merchant, ${stranger.mchId}`
    keys.push([stranger.apiKey, named('key-of-another-merchant', about)])
  }
  for (const [key, mistake] of keys) {
    yield { digest: by(declared, key), mistakes: [mistake] }
    yield { digest: by(other, key), mistakes: [mistake, isOther] }
  }
  yield* withoutKey(declared, right)
}

/** The key left out, or put another way than behind `&key=`. */
function* withoutKey(type: SignType, key: string): Generator<Way> {
  const hash = (...parts: (string | Uint8Array)[]) => {
    const digest = type === 'MD5' ? createHash('md5') : createHmac('sha256', key)
    for (const part of parts) digest.update(part)
    return digest.digest('hex')
  }
  const left = named(
    'key-left-out',
    'the key is not in the signed text: end it with `&key=` and the API key',
  )
  yield { digest: (bytes) => hash(bytes), mistakes: [left] }
  const glued = named('key-glued', 'the key stands behind the text without `&key=`')
  yield { digest: (bytes) => hash(bytes, key), mistakes: [glued] }
  yield { digest: (bytes) => hash(bytes, '&', key), mistakes: [glued] }
  if (type === 'MD5') return
  const plain = named(
    'plain-sha256',
    'sign is SHA-256 without a key: HMAC-SHA256 is keyed with the API key',
  )
  yield {
    digest: (bytes) => createHash('sha256').update(bytes).update(`&key=${key}`).digest('hex'),
    mistakes: [plain],
  }
}

const by = (type: SignType, key: string) => (bytes: Uint8Array) => digestOf(type, bytes, key)

/** What can be said of a value that nothing reproduces. */
function shapeOf(sign: string, type: SignType): Named[] {
  const length = type === 'MD5' ? 32 : 64
  if (/^[0-9A-Fa-f]+$/.test(sign) && sign.length === length) return []
  const about = `sign has ${sign.length} characters; ${type} gives ${length} hexadecimal ones`
  return [named('no-such-digest', about)]
}

const XML = /<xml>.*<\/xml>/s

/** A request, or a reply, by its XML; of a whole HTTP message the address says whether it was for a sandbox. */
export function readPasted(text: string): Pasted | undefined {
  const body = XML.exec(text)?.[0]
  if (body === undefined) return undefined
  const read = readXml(Buffer.from(body))
  if ('wrong' in read || !read.fields.has('sign')) return undefined
  const { fields } = read
  const isReply = fields.has('return_code')
  return {
    kind: isReply ? 'reply' : 'request',
    appId: appIdBehind(fields.get('mch_id') ?? ''),
    explain: (app, all, budget, clientText) => {
      const merchant = merchantOf(app)
      const isSandbox = /\/(sandboxnew|xdc\/apiv2sandbox)\//.test(text)
      return (
        merchant && explainFields([...fields], { merchant, all, isSandbox }, budget, clientText)
      )
    },
  }
}
