// Mistakes of clients of the old gateway in what they sign, beside those that clients of any gateway make. The key of
// MD5, which is glued behind the text, is told apart in explain.ts.
import { encodeText, type Charset } from '../../values/charset.ts'
import {
  pairsBecome,
  textBecomes,
  valuesBecome,
  type FormMistake,
} from '../diagnosis/form-draft.ts'
import { JOINING, notSigned, ORDER, SELECTION } from '../diagnosis/form-mistakes.table.ts'
import { formEncoded, LETTER_CASE, percentEncoded } from '../diagnosis/writing.ts'
import type { Pair } from './signature.ts'

/** Here it is a mistake to sign it, and none to leave it out. */
const OF_SELECTION = SELECTION.filter(({ name }) => name !== 'sign-type-dropped')

const signTypeKept = (type: string): FormMistake => ({
  name: 'sign-type-kept',
  about: 'sign_type is in the signed text: both sign and sign_type are left out',
  bend: (draft) => pairsBecome(draft, [(pairs) => [...pairs, ['sign_type', type] as const]]),
})

const NOT_DECODED: FormMistake = {
  name: 'not-decoded',
  about: 'values are signed percent-encoded: sign them raw, and encode them for the address alone',
  bend: (draft) => [
    ...valuesBecome(draft, percentEncoded, formEncoded),
    ...textBecomes(draft, percentEncoded, formEncoded),
  ],
}

function otherCharset(charset: Charset): FormMistake {
  const other = charset === 'gbk' ? 'utf-8' : 'gbk'
  return {
    name: `charset-${other}-for-${charset}`,
    about: `the text was signed in ${other}, and _input_charset says ${charset}`,
    bend: (draft) => [{ ...draft, encode: (text) => encodeText(text, other) }],
  }
}

/** The likeliest first. */
export const mistakesFor = (
  pairs: readonly Pair[],
  type: string,
  charset: Charset,
): FormMistake[] => [
  ...OF_SELECTION,
  signTypeKept(type),
  ...notSigned(pairs),
  ...ORDER,
  ...JOINING,
  NOT_DECODED,
  LETTER_CASE,
  otherCharset(charset),
]
