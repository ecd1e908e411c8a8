// The business parameters of a request as they were sent, in whatever form its gateway takes them.
import type { Wire } from '../../server/journal/wire.ts'
import { contentOf as contentOfOpenapi, isObject } from './openapi-content.ts'

type Content = Readonly<Record<string, unknown>>

/** Empty when the message holds none that can be read. */
export function contentOf(wire: Wire): Content {
  const isXml = wire.encoding === 'utf8' && wire.body.trimStart().startsWith('<')
  if (isXml) return flatXml(wire.body)
  const content = contentOfOpenapi(wire)
  return /\/ams\/(?:sandbox\/)?api\//.test(wire.start) ? withoutTimes(content) : content
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

/** When a till asked is told in AMS's messages, and is another time with each try. */
const TIMES: ReadonlySet<string> = new Set(['storeTerminalRequestTime', 'refundRequestTime'])

function withoutTimes(content: Content): Content {
  const kept = Object.entries(content).filter(([name]) => !TIMES.has(name))
  return Object.fromEntries(
    kept.map(([name, value]) => [name, isObject(value) ? withoutTimes(value) : value]),
  )
}
