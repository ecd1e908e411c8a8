// The business parameters of a request as they were sent, in whatever form its gateway takes them.
import type { Wire } from '../../server/journal/wire.ts'
import { contentOf as contentOfOpenapi } from './openapi-content.ts'

type Content = Readonly<Record<string, unknown>>

/** Empty when the message holds none that can be read. */
export function contentOf(wire: Wire): Content {
  const isXml = wire.encoding === 'utf8' && wire.body.trimStart().startsWith('<')
  return isXml ? flatXml(wire.body) : contentOfOpenapi(wire)
}

/** What differs between two messages of one text says nothing of business. */
const OF_THE_MESSAGE: ReadonlySet<string> = new Set(['nonce_str', 'sign'])

/** WeChat's messages are one level deep: `<xml><name><![CDATA[value]]></name>…</xml>`. */
function flatXml(text: string): Content {
  const members = text.matchAll(/<(\w+)>(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))<\/\1>/gs)
  return Object.fromEntries(
    [...members].flatMap(([, name = '', cdata, plain = '']) =>
      OF_THE_MESSAGE.has(name) ? [] : [[name, cdata ?? plain]],
    ),
  )
}
