// XML as the old gateway writes it: whether the call was taken, what was asked, what is answered, and a signature over
// the members of the answer alone.
import { encodeText, type Charset } from '../../values/charset.ts'
import type { Pair } from './signature.ts'

/** Line breaks and tabs aside, XML has no place for control characters, however they are escaped. */
export const withoutControls = (text: string): string => text.replaceAll(/[^\P{Cc}\t\n\r]/gu, '')

const escaped = (text: string) =>
  withoutControls(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const member = ([name, value]: Pair) => `<${name}>${escaped(value)}</${name}>`

export interface Success {
  /** What is repeated of the request; absent where the service repeats nothing. */
  asked?: readonly Pair[]
  /** The element around the members, and they. */
  answer?: { element: string; members: readonly Pair[] }
  signature?: { sign: string; type: string }
}

export function writeXml(inside: string, charset: Charset): Uint8Array {
  const name = charset === 'gbk' ? 'GBK' : 'utf-8'
  return encodeText(`<?xml version="1.0" encoding="${name}"?>\n<alipay>${inside}</alipay>`, charset)
}

export const failure = (code: string) => `<is_success>F</is_success><error>${escaped(code)}</error>`

export function success({ asked, answer, signature }: Success): string {
  const params = asked?.map(
    ([name, value]) => `<param name="${escaped(name)}">${escaped(value)}</param>`,
  )
  const request = params && `<request>${params.join('')}</request>`
  const response =
    answer &&
    `<response><${answer.element}>${answer.members.map(member).join('')}</${answer.element}></response>`
  const sign = signature && `<sign>${signature.sign}</sign><sign_type>${signature.type}</sign_type>`
  return `<is_success>T</is_success>${request ?? ''}${response ?? ''}${sign ?? ''}`
}
