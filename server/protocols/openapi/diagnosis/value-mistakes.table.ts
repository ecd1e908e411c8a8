// Mistakes in how values are written when they are signed: percent-encoding, HTML, JSON written
// twice, timestamps, charsets, and digests of digests.
import { createHash } from 'node:crypto'
import { encodeText } from '../../../values/charset.ts'
import {
  pairsBecome,
  textBecomes,
  valueBecomes,
  valuesBecome,
  type FormDraft,
  type FormMistake,
} from '../../diagnosis/form-draft.ts'
import { REWRITINGS } from '../../diagnosis/json-variants.ts'
import { formEncoded, LETTER_CASE, percentEncoded } from '../../diagnosis/writing.ts'

const lowerHex = (text: string) => text.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase())
const javaEncoded = (text: string) => formEncoded(text).replaceAll('%7E', '~')

function decodedAgain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone percent sign: a decoder that refuses leaves the value as it is.
    return text
  }
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapedHtml = (text: string) => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)
const unescapedHtml = (text: string) =>
  Object.entries(ENTITIES).reduce((so, [char, entity]) => so.replaceAll(entity, char), text)

export const WRITING: readonly FormMistake[] = [
  {
    name: 'not-decoded',
    about: 'values are signed percent-encoded: sign them as they are, encode when sending',
    bend: (draft) => [
      ...valuesBecome(draft, percentEncoded, formEncoded),
      ...valuesBecome(draft, (text) => lowerHex(percentEncoded(text))),
      ...valuesBecome(draft, (text) => lowerHex(formEncoded(text)), javaEncoded),
      ...valueBecomes(draft, 'biz_content', (text) => [percentEncoded(text)]),
      ...valueBecomes(draft, 'notify_url', (text) => [percentEncoded(text)]),
      ...textBecomes(draft, percentEncoded, formEncoded),
    ],
  },
  {
    name: 'space-for-plus',
    about: 'a `+` in a value became a space',
    bend: (draft) => valuesBecome(draft, (text) => text.replaceAll('+', ' ')),
  },
  {
    name: 'decoded-twice',
    about: 'values are percent-decoded once too often, so a `%` or `+` inside is lost',
    bend: (draft) =>
      valuesBecome(draft, decodedAgain, (text) => decodedAgain(text.replaceAll('+', ' '))),
  },
  {
    name: 'plus-for-space',
    about: 'a space in a value became `+` (or `%20`)',
    bend: (draft) =>
      valuesBecome(
        draft,
        (text) => text.replaceAll(' ', '+'),
        (text) => text.replaceAll(' ', '%20'),
      ),
  },
  {
    name: 'html-escaped',
    about: 'the signed text is HTML-escaped (`&amp;`, `&quot;`), in one place or in both',
    bend: (draft) => [
      ...textBecomes(draft, escapedHtml, (text) => text.replaceAll('&', '&amp;'), unescapedHtml),
      ...valuesBecome(draft, escapedHtml),
    ],
  },
  {
    name: 'values-trimmed',
    about: 'blanks at the ends of values are lost',
    bend: (draft) => valuesBecome(draft, (text) => text.trim()),
  },
  LETTER_CASE,
]

/** One mistake for each way in which JSON is written again. */
export const jsonRewritten = (field: string): FormMistake[] =>
  REWRITINGS.map(({ name, about, rewrite }) => ({
    name: `${field.replaceAll('_', '-')}-${name}`,
    about: `${field} ${about}: sign the very text that is sent`,
    bend: (draft) => valueBecomes(draft, field, rewrite),
  }))

export const COMMON: readonly FormMistake[] = [
  {
    name: 'sign-type-value',
    about: 'the signed text names another sign_type than the one that was sent',
    bend: (draft) => valueBecomes(draft, 'sign_type', () => ['RSA', 'RSA2', 'rsa', 'rsa2', 'MD5']),
  },
  {
    name: 'charset-value',
    about: 'the signed text spells charset otherwise than the one that was sent',
    bend: (draft) =>
      valueBecomes(draft, 'charset', () => ['utf-8', 'UTF-8', 'utf8', 'UTF8', 'GBK', 'gbk']),
  },
  {
    name: 'format-value',
    about: 'the signed text spells format otherwise than the one that was sent',
    bend: (draft) => valueBecomes(draft, 'format', () => ['json', 'JSON', 'Json']),
  },
  {
    name: 'timestamp-format',
    about: 'the signed text writes timestamp in another form than the one that was sent',
    bend: (draft) => valueBecomes(draft, 'timestamp', timestampForms),
  },
  {
    name: 'timestamp-other-moment',
    about: 'timestamp was taken twice: once for signing, once for sending',
    isAlone: true,
    bend: (draft) => valueBecomes(draft, 'timestamp', otherMoments),
  },
]

const MOMENT = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/

const utc = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`)
const plain = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

function timestampForms(text: string): string[] {
  if (!MOMENT.test(text)) return []
  const at = utc(text) - 8 * 3_600_000
  return [
    text.replace(' ', 'T'),
    `${text.replace(' ', 'T')}Z`,
    text.slice(0, 16),
    `${text}.000`,
    text.replaceAll('-', '/'),
    text.replaceAll(/\D/g, ''),
    text.slice(0, 10),
    `${at}`,
    `${at / 1_000}`,
  ]
}

/** Two minutes to either side, and the same moment in another zone. */
function otherMoments(text: string): string[] {
  const at = MOMENT.test(text) ? utc(text) : Number.NaN
  if (Number.isNaN(at)) return []
  const seconds = Array.from({ length: 241 }, (_, place) => at + (place - 120) * 1_000)
  const zones = Array.from({ length: 27 }, (_, place) => at + (place - 13) * 3_600_000)
  return [...seconds, ...zones].map(plain)
}

const encodedBy = (draft: FormDraft, ...encoders: ((text: string) => Uint8Array)[]) =>
  encoders.map((encode) => ({ ...draft, encode }))

export const BYTES: readonly FormMistake[] = [
  {
    name: 'charset-gbk-for-utf-8',
    about: 'the text was signed as GBK, and charset says UTF-8',
    bend: (draft) => encodedBy(draft, (text) => encodeText(text, 'gbk')),
  },
  {
    name: 'charset-utf-8-for-gbk',
    about: 'the text was signed as UTF-8, and charset says GBK',
    bend: (draft) => encodedBy(draft, (text) => encodeText(text, 'utf-8')),
  },
  {
    name: 'charset-garbled',
    about: 'characters were read in one charset and written in another before signing',
    bend: (draft) =>
      textBecomes(
        draft,
        (text) => Buffer.from(text).toString('latin1'),
        (text) => new TextDecoder('gbk').decode(Buffer.from(text)),
        (text) => text.replace(/[^\0-\xff]/g, '?'),
        (text) => text.replace(/[^\0-\x7f]/g, '?'),
      ),
  },
  {
    name: 'charset-utf-16',
    about: 'the text was signed as UTF-16',
    bend: (draft) =>
      encodedBy(
        draft,
        (text) => Buffer.from(text, 'utf16le'),
        (text) => Buffer.from(text, 'utf16le').swap16(),
      ),
  },
  {
    name: 'byte-order-mark',
    about: 'the signed bytes begin with a byte order mark',
    bend: (draft) => textBecomes(draft, (text) => `\uFEFF${text}`),
  },
]

const digestOf = (hash: string, encoding: 'hex' | 'base64') => (text: string) =>
  createHash(hash).update(text).digest(encoding)

export const DIGESTS_OF_DIGESTS: readonly FormMistake[] = [
  {
    name: 'digest-signed',
    about: 'a digest of the text was signed, so it is hashed twice: sign the text itself',
    bend: (draft) =>
      ['sha256', 'sha1', 'md5'].flatMap((hash) => [
        ...textBecomes(draft, digestOf(hash, 'hex'), digestOf(hash, 'base64')),
        ...textBecomes(draft, (text) => digestOf(hash, 'hex')(text).toUpperCase()),
        ...encodedBy(draft, (text) => createHash(hash).update(draft.encode(text)).digest()),
      ]),
  },
  {
    name: 'base64-signed',
    about: 'the Base64 of the text was signed: sign the text itself',
    bend: (draft) => textBecomes(draft, (text) => Buffer.from(text).toString('base64')),
  },
]

/** A value that was encrypted after it had been signed in clear. */
export const signedInClear = (plainContent: string): FormMistake => ({
  name: 'encrypted-after-signing',
  about: 'biz_content was signed in clear and encrypted afterwards: encrypt first, then sign',
  bend: (draft) =>
    ['keep', 'drop'].flatMap((how) =>
      [...valueBecomes(draft, 'biz_content', () => [plainContent])].flatMap((one) =>
        pairsBecome(one, [
          (pairs) => pairs.filter(([name]) => how === 'keep' || name !== 'encrypt_type'),
        ]),
      ),
    ),
})
