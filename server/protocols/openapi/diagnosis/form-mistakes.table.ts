// Mistakes of openapi's clients in which parameters are signed and how they are joined, beside those that
// clients of any gateway make.
import {
  pairsBecome,
  textBecomes,
  type FormMistake,
  type Pair,
} from '../../diagnosis/form-draft.ts'
import * as shared from '../../diagnosis/form-mistakes.table.ts'

/** What clients believe they have sent when they have not. */
const USUAL: readonly Pair[] = [
  ['format', 'JSON'],
  ['format', 'json'],
  ['charset', 'utf-8'],
  ['charset', 'UTF-8'],
  ['version', '1.0'],
  ['sign_type', 'RSA2'],
  ['sign_type', 'RSA'],
]

export const SELECTION: readonly FormMistake[] = [
  ...shared.SELECTION,
  {
    name: 'signed-but-not-sent',
    about: 'a parameter is in the signed text that was not sent',
    bend: (draft) =>
      pairsBecome(
        draft,
        USUAL.filter(([name]) => !draft.pairs.some(([one]) => one === name)).map(
          (pair) => (pairs) => [...pairs, pair],
        ),
      ),
  },
  {
    name: 'biz-content-only',
    about: 'only biz_content is signed: every parameter must be',
    bend: (draft) => [
      { ...draft, join: (pairs) => pairs.find(([name]) => name === 'biz_content')?.[1] ?? '' },
    ],
  },
]

export const JOINING: readonly FormMistake[] = [
  {
    name: 'values-quoted',
    about: 'values stand in quotation marks, as in the old mobile interface: openapi has none',
    bend: (draft) => [
      { ...draft, join: shared.join('&', ([name, value]) => `${name}="${value}"`) },
    ],
  },
  ...shared.JOINING,
]

/** The text behind the address, where somebody signs the whole URL. */
export const urlSigned = (addresses: readonly string[]): FormMistake => ({
  name: 'url-signed',
  about: 'the address of the gateway is in the signed text: sign the parameters alone',
  bend: (draft) => textBecomes(draft, ...addresses.map((at) => (text: string) => `${at}?${text}`)),
})
