// The parameters of a request that are a form: found in the query and in the body, merged, never
// re-encoded. Also the routing peek, which must not trust anything else of the request.
import { charsetNamed, decodeText, type Charset } from '../values/charset.ts'
import type { WireRequest } from './wire.ts'
import { lastOf, multipartPairs, urlencodedPairs, type BytePair } from './form.ts'

export type Parameters = ReadonlyMap<string, string>

/** Merges query and body; the same key twice counts once, and the body wins. */
export function readParameters(request: WireRequest, charset = charsetOf(request)): Parameters {
  const query = queryOf(request.url)
  if (charset === 'utf-8' && !isMultipart(request)) {
    const form = isForm(request) ? decodeText(request.body, charset) : ''
    return new Map([...new URLSearchParams(query), ...new URLSearchParams(form)])
  }
  const pairs = [...urlencodedPairs(query), ...bodyPairs(request)]
  return new Map(pairs.map(([name, value]) => [inCharset(name), inCharset(value)] as const))

  function inCharset(bytes: string): string {
    return decodeText(Buffer.from(bytes, 'latin1'), charset)
  }
}

/**
 * The charset in which a request is written, which must be known before it can be read: looked for
 * in the undecoded query, then in the body, then in the header. One that nobody knows counts as
 * UTF-8; decoding refuses it later. What counts where none is named is an option, and each family has
 * a field of its own for it.
 */
export function charsetOf(
  request: WireRequest,
  unsaid: Charset = 'utf-8',
  field = 'charset',
): Charset {
  const named =
    lastOf(queryOf(request.url), field) ??
    (isMultipart(request)
      ? declaredIn(bodyPairs(request), field)
      : declaredInForm(request, field)) ??
    /charset=["']?([\w-]+)/i.exec(typeOf(request))?.[1]
  return named === undefined ? unsaid : (charsetNamed(named) ?? 'utf-8')
}

const declaredIn = (pairs: readonly BytePair[], field: string) =>
  pairs.findLast(([name, value]) => name === field && value !== '')?.[1]

/** A body of a mebibyte is unescaped once, when it is read, and not to learn how to read it. */
const declaredInForm = (request: WireRequest, field: string) =>
  isForm(request) ? lastOf(latin1(request.body), field) : undefined

const latin1 = (body: Uint8Array) => Buffer.from(body).toString('latin1')

const typeOf = ({ headers }: WireRequest) => headers['content-type'] ?? ''

const isMultipart = (request: WireRequest) => /multipart\/form-data/i.test(typeOf(request))

/** Clients that send no type at all still send a form. */
const isForm = (request: WireRequest) => /^$|x-www-form-urlencoded/i.test(typeOf(request))

function bodyPairs(request: WireRequest): BytePair[] {
  const { body } = request
  if (isMultipart(request)) return multipartPairs(latin1(body), typeOf(request))
  return isForm(request) ? urlencodedPairs(latin1(body)) : []
}

function queryOf(url: string): string {
  const start = url.indexOf('?')
  return start < 0 ? '' : url.slice(start + 1)
}
