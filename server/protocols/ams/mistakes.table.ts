// Mistakes of clients of AMS in what they sign: another path than they call, another body than they send, or
// the parts joined in another way.
import { REWRITINGS } from '../diagnosis/json-variants.ts'
import type { Mistake, Written } from '../diagnosis/search.ts'

export interface Draft {
  verb: string
  target: string
  clientId: string
  time: string
  body: string
  join(draft: Omit<Draft, 'join'>): string
}

export const rightJoin: Draft['join'] = ({ verb, target, clientId, time, body }) =>
  `${verb} ${target}\n${clientId}.${time}.${body}`

export function writeDraft(draft: Draft): Written {
  const text = draft.join(draft)
  return { text, bytes: Buffer.from(text), parts: 1 }
}

type AmsMistake = Mistake<Draft>

const joined = (draft: Draft, ...ways: ((text: string) => string)[]): Draft[] =>
  ways.map((way) => ({ ...draft, join: (one) => way(draft.join(one)) }))

const targets = (draft: Draft, ...made: string[]): Draft[] =>
  made.filter((one) => one !== draft.target).map((target) => ({ ...draft, target }))

const ORIGINS = ['https://open-na-global.alipay.com', 'https://open-sea-global.alipay.com']

const PATHS: readonly AmsMistake[] = [
  {
    name: 'other-prefix',
    about:
      'the path was signed under the other prefix: sign /ams/sandbox/api/ when you call it, and ' +
      '/ams/api/ when you call that',
    bend: (draft) =>
      targets(
        draft,
        draft.target.replace('/ams/sandbox/api/', '/ams/api/'),
        draft.target.replace('/ams/api/', '/ams/sandbox/api/'),
      ),
  },
  {
    name: 'host-signed',
    about: 'scheme and host are signed: the text begins with the path',
    bend: (draft) => targets(draft, ...ORIGINS.map((origin) => `${origin}${draft.target}`)),
  },
  {
    name: 'query-not-signed',
    about: 'the query is missing behind the path',
    bend: (draft) => targets(draft, draft.target.split('?', 1)[0] ?? ''),
  },
  {
    name: 'path-shortened',
    about: 'only a part of the path is signed: sign it whole, from the first slash',
    bend: (draft) =>
      targets(
        draft,
        draft.target.replace(/^\/ams(\/sandbox)?\/api/, ''),
        draft.target.replace(/^\/ams(\/sandbox)?\/api\/v1/, ''),
        draft.target.slice(1),
      ),
  },
]

const PARTS: readonly AmsMistake[] = [
  {
    name: 'body-with-line-feed',
    about: 'a line feed stands behind the body: nothing does',
    bend: (draft) =>
      joined(
        draft,
        (text) => `${text}\n`,
        (text) => `${text}\r\n`,
      ),
  },
  {
    name: 'line-end',
    about: 'the first line ends with CR LF, with `\\n` written out, or not at all: use a line feed',
    bend: (draft) =>
      joined(
        draft,
        (text) => text.replace('\n', '\r\n'),
        (text) => text.replace('\n', '\\n'),
        (text) => text.replace('\n', ''),
        (text) => text.replace('\n', ' '),
      ),
  },
  {
    name: 'body-not-signed',
    about: 'the body is not signed',
    bend: (draft) => [{ ...draft, body: '' }],
  },
  {
    name: 'time-and-client-swapped',
    about: 'the time stands before the client id: client id, dot, time, dot, body',
    bend: (draft) => [{ ...draft, clientId: draft.time, time: draft.clientId }],
  },
  {
    name: 'time-missing',
    about: 'the time is not signed, or another one than the header Request-Time has',
    bend: (draft) => [{ ...draft, time: '' }],
  },
  {
    name: 'client-id-without-sandbox',
    about: 'the client id is signed without SANDBOX_, which the header has',
    bend: (draft) => [{ ...draft, clientId: draft.clientId.replace(/^SANDBOX_/, '') }],
  },
  {
    name: 'other-joints',
    about: 'the parts are joined in another way: client id, dot, time, dot, body',
    bend: (draft) => [
      {
        ...draft,
        join: ({ verb, target, clientId, time, body }) =>
          `${verb} ${target}\n${clientId}${time}${body}`,
      },
      {
        ...draft,
        join: ({ verb, target, clientId, time, body }) =>
          `${verb} ${target}\n${clientId}\n${time}\n${body}`,
      },
      { ...draft, join: ({ clientId, time, body }) => `${clientId}.${time}.${body}` },
      { ...draft, join: ({ body }) => body },
    ],
  },
  {
    name: 'verb',
    about: 'the method is signed in small letters, or is another: it is POST',
    bend: (draft) => ['post', 'Post', 'GET'].map((verb) => ({ ...draft, verb })),
  },
]

const BODIES = REWRITINGS.map(({ name, about, rewrite }): AmsMistake => ({
  name: `body-${name}`,
  about: `the body ${about}: sign the very bytes that are sent`,
  *bend(draft) {
    for (const body of rewrite(draft.body)) yield { ...draft, body }
  },
}))

/** The likeliest first. */
export const AMS_MISTAKES: readonly AmsMistake[] = [...PATHS, ...BODIES, ...PARTS]
