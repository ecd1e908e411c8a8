// Explains the signatures of forms: requests of v2, and notifications.
import { decryptAes, encryptTypeOf } from '../../../pki/aes.ts'
import { charsetOf, readParameters, type Parameters } from '../../parameters.ts'
import { DIGESTS } from '../sign-types.ts'
import type { WireRequest } from '../../wire.ts'
import { MOST_PARTS } from '../../budget.ts'
import { byClient, byGateway } from './explain.ts'
import { rightDraft, writeForm, type FormMistake, type Pair } from '../../diagnosis/form-draft.ts'
import { notSigned, ORDER } from '../../diagnosis/form-mistakes.table.ts'
import { JOINING, SELECTION, urlSigned } from './form-mistakes.table.ts'
import {
  BYTES,
  COMMON,
  DIGESTS_OF_DIGESTS,
  jsonRewritten,
  signedInClear,
  WRITING,
} from './value-mistakes.table.ts'

/** The likeliest first: where two mistakes make one text, the first is named. */
const tableFor = (pairs: readonly Pair[], special: readonly FormMistake[]): FormMistake[] => [
  ...SELECTION,
  ...notSigned(pairs),
  ...ORDER,
  ...JOINING,
  ...WRITING,
  ...special,
  ...COMMON,
  ...BYTES,
  ...DIGESTS_OF_DIGESTS,
]

/** A request whose signature was refused, or that somebody asks about. */
export const explainForm = byClient((request: WireRequest, app) => {
  const parameters = readParameters(request)
  const pairs = [...parameters].filter(([name]) => name !== 'sign')
  const content = parameters.get('biz_content')
  const plainContent =
    content !== undefined && parameters.has('encrypt_type') && app.encryptKey !== undefined
      ? decryptAes(app.encryptKey, content, encryptTypeOf(parameters.get('encrypt_type')))
      : undefined
  const special = [
    ...(content === undefined ? [] : jsonRewritten('biz_content')),
    ...(plainContent ? [signedInClear(Buffer.from(plainContent).toString())] : []),
    urlSigned(addresses(request.url)),
  ]
  const isRsa = parameters.get('sign_type') === 'RSA'
  return {
    sign: parameters.get('sign') ?? '',
    hash: DIGESTS[isRsa ? 'RSA' : 'RSA2'],
    start: rightDraft(pairs, charsetOf(request)),
    table: tableFor(pairs, special),
    write: writeForm,
  }
})

function addresses(url: string): string[] {
  const bare = url.split('?', 1)[0] ?? url
  return [...new Set([bare, bare.replace(/^https?:\/\/[^/]*/, '')])]
}

const SIGN_TYPE_KEPT: FormMistake = {
  name: 'sign-type-kept',
  about:
    'sign_type is in the verified text: for a notification both sign and sign_type are left out',
  bend: (draft) => [{ ...draft, pairs: [...draft.pairs, ['sign_type', 'RSA2']] }],
}

/** A notification that a merchant says it cannot verify. */
export const explainNotification = byGateway((request: WireRequest, clientText) => {
  // What stands in the address of a POST is the merchant's own: Alipay signs the form alone.
  const isForm = request.method === 'POST'
  const parameters = readParameters(
    isForm ? { ...request, url: withoutQuery(request.url) } : request,
  )
  const own = isForm ? ownPairs(request.url, parameters, clientText) : []
  const pairs = [...parameters].filter(([name]) => name !== 'sign' && name !== 'sign_type')
  const lists = ['fund_bill_list', 'voucher_detail_list'].filter((name) => parameters.has(name))
  const special = lists.flatMap(jsonRewritten)
  return {
    sign: parameters.get('sign') ?? '',
    hash: 'sha256',
    start: rightDraft(pairs, charsetOf(request)),
    table: [SIGN_TYPE_KEPT, ...ownVerified(own), ...tableFor(pairs, special)],
    write: writeForm,
  }
})

const withoutQuery = (url: string) => url.split('?', 1)[0] ?? url

/** Parameters that a merchant has beside those of Alipay: of its own address, or in its own text. */
function ownPairs(url: string, theirs: Parameters, clientText = ''): Pair[] {
  const inAddress = [...readParameters({ method: 'GET', url, headers: {}, body: Buffer.of() })]
  const inText = clientText.split('&').flatMap((part): Pair[] => {
    const [, name, value] = /^([\w.-]+)=(.*)$/s.exec(part) ?? []
    return name === undefined || value === undefined ? [] : [[name, value]]
  })
  const isTheirs = ([name]: Pair) => theirs.has(name) || name === 'sign' || name === 'sign_type'
  const own = new Map([...inAddress, ...inText].filter((pair) => !isTheirs(pair)))
  return [...own].slice(0, MOST_PARTS)
}

function ownVerified(own: readonly Pair[]): FormMistake[] {
  if (own.length === 0) return []
  const names = own.map(([name]) => name).join(', ')
  return [
    {
      name: 'own-query-verified',
      about:
        `${names} is in the verified text and Alipay did not send it: verify the form alone, without ` +
        'the query of your notify_url (some frameworks lay query and form into one list)',
      bend: (draft) => [{ ...draft, pairs: [...draft.pairs, ...own] }],
    },
  ]
}
