// Explains the signatures of forms: requests of v2, and notifications.
import type { Explanation } from '../../../journal/explanation.ts'
import { decryptAes, encryptTypeOf } from '../../../pki/aes.ts'
import { charsetOf, readParameters } from '../../openapi-v2/parameters.ts'
import { DIGESTS, type App } from '../../protocol.ts'
import type { WireRequest } from '../../wire.ts'
import { autopsy, compareTexts } from './autopsy.ts'
import type { Budget } from './budget.ts'
import { rightDraft, writeForm, type FormMistake, type Pair } from './form-draft.ts'
import { JOINING, notSigned, ORDER, SELECTION, urlSigned } from './form-mistakes.table.ts'
import { keysOfClient, keysOfGateway } from './keys.ts'
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
export function explainForm(
  request: WireRequest,
  app: App,
  all: readonly App[],
  budget: Budget,
  clientText?: string,
): Explanation | undefined {
  const { appPublicKey } = app
  if (appPublicKey === undefined) return undefined
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
  const work = {
    start: rightDraft(pairs, charsetOf(request)),
    table: tableFor(pairs, special),
    write: writeForm,
    clientText,
    budget,
  }
  const sign = parameters.get('sign') ?? ''
  const isRsa = parameters.get('sign_type') === 'RSA'
  if (clientText !== undefined && sign === '') return compareTexts(work)
  const keys = keysOfClient({ ...app, appPublicKey }, all)
  const found = autopsy({ ...work, sign, keys, hash: DIGESTS[isRsa ? 'RSA' : 'RSA2'] })
  // What the client says it signed may be told apart even where the signature cannot.
  return found.verdict === 'none-fits' && clientText !== undefined ? compareTexts(work) : found
}

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
export function explainNotification(
  request: WireRequest,
  app: App,
  all: readonly App[],
  budget: Budget,
  clientText?: string,
): Explanation {
  const parameters = readParameters(request)
  const pairs = [...parameters].filter(([name]) => name !== 'sign' && name !== 'sign_type')
  const lists = ['fund_bill_list', 'voucher_detail_list'].filter((name) => parameters.has(name))
  const special = lists.flatMap(jsonRewritten)
  const work = {
    start: rightDraft(pairs, charsetOf(request)),
    table: [SIGN_TYPE_KEPT, ...tableFor(pairs, special)],
    write: writeForm,
    clientText,
    budget,
  }
  if (clientText !== undefined) return compareTexts(work)
  const keys = keysOfGateway(app, all)
  return autopsy({ ...work, sign: parameters.get('sign') ?? '', keys, hash: 'sha256' })
}
