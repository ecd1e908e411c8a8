// The two charsets of openapi. Node reads GBK but does not write it, so the table for writing is
// the one for reading, turned around when it is first needed.

export type Charset = 'utf-8' | 'gbk'

const DECODERS = { 'utf-8': new TextDecoder('utf-8'), gbk: new TextDecoder('gbk') }

/** Bytes that are no character become U+FFFD. */
export const decodeText = (bytes: Uint8Array, charset: Charset) => DECODERS[charset].decode(bytes)

/** Characters that GBK does not hold become `?`, as in Java. */
export function encodeText(text: string, charset: Charset): Uint8Array {
  return charset === 'gbk' ? encodeGbk(text) : Buffer.from(text)
}

function encodeGbk(text: string): Uint8Array {
  const codes = (table ??= invert())
  const bytes = Buffer.alloc(text.length * 2)
  let end = 0
  for (const character of text) {
    const code = character < '\x80' ? character.charCodeAt(0) : codes.get(character)
    if (code === undefined) bytes[end++] = 0x3f
    else if (code < 0x100) bytes[end++] = code
    else end = bytes.writeUInt16BE(code, end)
  }
  return bytes.subarray(0, end)
}

let table: ReadonlyMap<string, number> | undefined

/** Two-byte codes of GBK: lead 81-FE, trail 40-FE without 7F. The euro sign is the single 80. */
function invert(): ReadonlyMap<string, number> {
  const codes = new Map<string, number>([['€', 0x80]])
  const pair = new Uint8Array(2)
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      pair.set([lead, trail])
      const read = DECODERS.gbk.decode(pair)
      if (read.length !== 1 || read === '\ufffd' || codes.has(read)) continue
      codes.set(read, lead * 0x100 + trail)
    }
  }
  return codes
}

/**
 * In any case; `undefined` for a charset the gateway does not know. `gb2312` stands in the description
 * of the parameter ("如utf-8,gbk,gb2312等"), and GBK holds all of it in the same bytes.
 */
export function charsetNamed(name: string): Charset | undefined {
  const plain = name.toLowerCase()
  if (plain === 'utf-8' || plain === 'utf8') return 'utf-8'
  return plain === 'gbk' || plain === 'gb2312' ? 'gbk' : undefined
}
