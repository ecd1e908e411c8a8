// Mistakes of clients of WeChat Pay in what they sign, beside those that clients of any gateway make. The key, which
// stands behind the text, is told apart in explain.ts.
import { encodeText } from '../../values/charset.ts'
import { textBecomes, valuesBecome, type FormMistake } from '../diagnosis/form-draft.ts'
import { JOINING, notSigned, ORDER, SELECTION } from '../diagnosis/form-mistakes.table.ts'
import { formEncoded, LETTER_CASE, percentEncoded } from '../diagnosis/writing.ts'
import type { Pair } from './signature.ts'

const WRITING: readonly FormMistake[] = [
  {
    name: 'not-decoded',
    about: 'values are signed percent-encoded: sign them as they stand in the XML',
    bend: (draft) => [
      ...valuesBecome(draft, percentEncoded, formEncoded),
      ...textBecomes(draft, percentEncoded, formEncoded),
    ],
  },
  {
    name: 'xml-escaped',
    about: 'values are signed with their XML around them (CDATA, `&amp;`): sign the bare values',
    bend: (draft) =>
      valuesBecome(
        draft,
        (text) => (text === '' ? '' : `<![CDATA[${text}]]>`),
        (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      ),
  },
  LETTER_CASE,
  {
    name: 'charset-gbk-for-utf-8',
    about: 'the text was signed as GBK, and the XML is UTF-8',
    bend: (draft) => [{ ...draft, encode: (text) => encodeText(text, 'gbk') }],
  },
]

/** The likeliest first. */
export const mistakesFor = (pairs: readonly Pair[]): FormMistake[] => [
  ...SELECTION,
  ...ORDER,
  ...notSigned(pairs),
  ...JOINING,
  ...WRITING,
]
