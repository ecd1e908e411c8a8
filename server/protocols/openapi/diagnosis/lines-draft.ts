// What is signed line by line: requests of v3. A mistake is the same lines with one changed.
import { encodeText } from '../../../values/charset.ts'
import { REWRITINGS } from '../../diagnosis/json-variants.ts'
import type { Mistake, Written } from '../../diagnosis/search.ts'

export interface LinesDraft {
  authString: string
  verb: string
  target: string
  body: string
  token: string | undefined
  finish(text: string): string
  encode(text: string): Uint8Array
}

export function writeLines(draft: LinesDraft): Written {
  const { authString, verb, target, body, token, finish, encode } = draft
  const lines = [authString, verb, target, body, ...(token === undefined ? [] : [token])]
  const text = finish(lines.map((line) => `${line}\n`).join(''))
  return { text, bytes: encode(text), parts: pairsOf(authString).length }
}

type LinesMistake = Mistake<LinesDraft>

const finished = (draft: LinesDraft, ...ways: ((text: string) => string)[]) =>
  ways.map((way) => ({ ...draft, finish: (text: string) => way(draft.finish(text)) }))

const pairsOf = (authString: string) => authString.split(',')

export const LINES: readonly LinesMistake[] = [
  {
    name: 'final-newline-missing',
    about: 'the last line has no line feed: every line ends with one',
    bend: (draft) => finished(draft, (text) => text.slice(0, -1)),
  },
  {
    name: 'trailing-newline',
    about: 'there is an empty line at the end',
    bend: (draft) => finished(draft, (text) => `${text}\n`),
  },
  {
    name: 'line-ends',
    about: 'lines end with CR LF: use LF alone',
    bend: (draft) => finished(draft, (text) => text.replaceAll('\n', '\r\n')),
  },
  {
    name: 'app-auth-token-not-signed',
    about: 'the header alipay-app-auth-token was sent and is no line of the signed text',
    bend: (draft) => (draft.token === undefined ? [] : [{ ...draft, token: undefined }]),
  },
  {
    name: 'query-not-signed',
    about: 'the query is missing behind the path',
    bend: (draft) => [{ ...draft, target: draft.target.split('?', 1)[0] ?? '' }],
  },
  {
    name: 'target-rewritten',
    about: 'the path or query was signed in other words than it was sent: sign it as on the wire',
    bend: (draft) => [
      { ...draft, target: decoded(draft.target) },
      { ...draft, target: encodeURI(decoded(draft.target).toWellFormed()) },
      { ...draft, target: draft.target.replace(/^\/v3/, '') },
      { ...draft, target: draft.target.replaceAll('%20', '+') },
    ],
  },
  {
    name: 'verb',
    about: 'the HTTP method is missing, or in small letters',
    bend: (draft) => [
      { ...draft, verb: draft.verb.toLowerCase() },
      { ...draft, verb: draft.verb === 'POST' ? 'GET' : 'POST' },
      ...finished(draft, (text) => text.replace(`\n${draft.verb}\n`, '\n')),
    ],
  },
  {
    name: 'body-not-signed',
    about: 'the body was sent and not signed, or signed and not sent',
    bend: (draft) => ['', '{}', 'null'].map((body) => ({ ...draft, body })),
  },
  {
    name: 'empty-body-line-missing',
    about: 'a request without a body still has an empty line for it',
    bend: (draft) =>
      draft.body === '' ? finished(draft, (text) => text.replace('\n\n', '\n')) : [],
  },
  ...REWRITINGS.map(({ name, about, rewrite }): LinesMistake => ({
    name: `body-${name}`,
    about: `the body ${about}: sign the very text that is sent`,
    bend: function* (draft) {
      for (const body of rewrite(draft.body)) yield { ...draft, body }
    },
  })),
  {
    name: 'authorization-reordered',
    about: 'the pairs of Authorization were signed in another order than they were sent',
    bend: (draft) => {
      const pairs = pairsOf(draft.authString)
      const orders = [pairs.toSorted(), pairs.toReversed(), swapped(pairs)]
      return orders.map((order) => ({ ...draft, authString: order.join(',') }))
    },
  },
  {
    name: 'authorization-incomplete',
    about: 'a pair of Authorization was sent and not signed',
    bend: (draft) =>
      pairsOf(draft.authString).map((left, _at, pairs) => ({
        ...draft,
        authString: pairs.filter((pair) => pair !== left).join(','),
      })),
  },
  {
    name: 'authorization-whole',
    about: 'the scheme or `sign=` is in the signed text: sign only the pairs between them',
    bend: (draft) => [
      { ...draft, authString: `ALIPAY-SHA256withRSA ${draft.authString}` },
      { ...draft, authString: `${draft.authString},sign=` },
      { ...draft, authString: `Authorization: ALIPAY-SHA256withRSA ${draft.authString}` },
    ],
  },
  {
    name: 'timestamp-other-unit',
    about: 'the signed timestamp is in seconds, the sent one in milliseconds',
    bend: (draft) => [
      { ...draft, authString: draft.authString.replace(/(timestamp=\d{10})\d{3}/, '$1') },
    ],
  },
  {
    name: 'charset-gbk-for-utf-8',
    about: 'the text was signed as GBK: v3 is UTF-8 only',
    bend: (draft) => [{ ...draft, encode: (text) => encodeText(text, 'gbk') }],
  },
]

/** The first three as the documentation and the SDKs order them: timestamp and nonce change places. */
function swapped(pairs: readonly string[]): string[] {
  const [first = '', second = '', third = '', ...others] = pairs
  return [first, third, second, ...others].filter(Boolean)
}

function decoded(target: string): string {
  try {
    return decodeURI(target)
  } catch {
    // No valid percent-encoding, so nothing was decoded either.
    return target
  }
}

/** Where somebody signs the whole address instead of path and query. */
export const addressSigned = (origin: string): LinesMistake => ({
  name: 'url-signed',
  about: 'the whole address was signed: sign path and query alone',
  bend: (draft) => [{ ...draft, target: `${origin}${draft.target}` }],
})
