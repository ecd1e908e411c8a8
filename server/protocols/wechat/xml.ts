// XML as WeChat Pay's v2 has it: one level of fields under <xml>. Read by a parser that expands no entities but
// the five of XML itself; a DOCTYPE ends the reading, so nothing a document declares is ever looked at.
import { SaxesParser } from 'saxes'

export type Fields = ReadonlyMap<string, string>

export type Read = { fields: Fields } | { wrong: 'charset' | 'form'; about: string }

/** Far more than any call has. */
const MOST_FIELDS = 200

class Unreadable extends Error {}

export function readXml(body: Uint8Array): Read {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return { wrong: 'charset', about: 'the body is not UTF-8' }
  }
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof Unreadable) return { wrong: 'form', about: error.message }
    throw error
  }
}

function parse(text: string): Read {
  const fields = new Map<string, string>()
  const parser = new SaxesParser()
  let depth = 0
  let declared: string | undefined
  let value = ''
  const refuse = (about: string): never => {
    throw new Unreadable(about)
  }
  parser.on('error', ({ message }) => refuse(`no well-formed XML: ${message}`))
  parser.on('doctype', () => refuse('a DOCTYPE is not taken'))
  parser.on('xmldecl', ({ encoding }) => {
    declared = encoding
  })
  parser.on('opentag', ({ name }) => {
    depth += 1
    if (depth === 1 && name !== 'xml') refuse(`the root is <${name}>, not <xml>`)
    if (depth > 2) refuse(`<${name}> stands inside a field: fields lie side by side under <xml>`)
    if (depth === 2 && fields.has(name)) refuse(`<${name}> is there twice`)
    if (fields.size >= MOST_FIELDS) refuse(`more than ${MOST_FIELDS} fields`)
    value = ''
  })
  const add = (piece: string) => {
    if (depth === 2) value += piece
    else if (piece.trim() !== '') refuse('text stands beside the fields')
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', ({ name }) => {
    if (depth === 2) fields.set(name, value.trim())
    depth -= 1
  })
  parser.write(text).close()
  if (declared !== undefined && !/^utf-?8$/i.test(declared)) {
    return { wrong: 'charset', about: `the XML declares ${declared}; write it in UTF-8` }
  }
  return { fields }
}

/** Numbers stand plain, everything else in CDATA. */
export function writeXml(fields: Iterable<readonly [name: string, value: string]>): string {
  const lines = [...fields].map(([name, value]) => {
    const isPlain = /^\d+$/.test(value) && !TEXTS.has(name)
    return `<${name}>${isPlain ? value : cdata(value)}</${name}>\n`
  })
  return `<xml>${lines.join('')}</xml>`
}

/** Names and numbers of things, which are text also where they are digits alone. */
const TEXTS = new Set([
  'mch_id',
  'transaction_id',
  'out_trade_no',
  'time_end',
  'out_refund_no',
  'attach',
])

/** The end of a CDATA section inside one is split over two. */
const cdata = (value: string) => `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
