// WeChat's messages: one level of XML, values as text or CDATA. No entities but the five that XML has, no
// document types, nothing nested: whatever else comes is no message.

const MEMBER = /\s*<(\w+)>(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))<\/\1>/gsy

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
}

/** `undefined` for what is no such message. */
export function readXml(text: string): Record<string, string> | undefined {
  const inner = /^\s*(?:<\?xml[^>]*\?>\s*)?<xml>(.*)<\/xml>\s*$/s.exec(text)?.[1]
  if (inner === undefined) return undefined
  const fields: Record<string, string> = {}
  MEMBER.lastIndex = 0
  let end = 0
  for (const [whole, name = '', cdata, plain = ''] of inner.matchAll(MEMBER)) {
    fields[name] = cdata ?? plain.replaceAll(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity)
    end += whole.length
  }
  return inner.slice(end).trim() === '' ? fields : undefined
}

export function writeXml(fields: Readonly<Record<string, string>>): string {
  const members = Object.entries(fields).map(
    // What ends a CDATA section stands in two of them.
    ([name, value]) =>
      `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`,
  )
  return `<xml>${members.join('')}</xml>`
}
