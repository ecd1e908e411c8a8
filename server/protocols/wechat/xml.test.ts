// XML from a network: what is read, what is refused, and that nothing a document declares is ever looked at.
import { expect, test } from 'vitest'
import { readXml, writeXml } from './xml.ts'

const read = (text: string | Uint8Array) =>
  readXml(typeof text === 'string' ? Buffer.from(text) : text)
const fields = (text: string) => {
  const found = read(text)
  return 'fields' in found ? Object.fromEntries(found.fields) : found
}

test.each([
  ['plain and CDATA', '<xml><a>1</a><b><![CDATA[<2> & ]]></b></xml>', { a: '1', b: '<2> &' }],
  [
    'a declaration, line breaks and attributes',
    '<?xml version="1.0" encoding="UTF-8"?>\n<xml x="1">\n<a> 一 </a>\n</xml>',
    { a: '一' },
  ],
  ['the five entities and numbers', '<xml><a>&lt;&amp;&#19968;&#x4e00;</a></xml>', { a: '<&一一' }],
  ['a field of nothing', '<xml><a/><b></b></xml>', { a: '', b: '' }],
  ['two sections in one field', '<xml><a><![CDATA[x]]]]><![CDATA[>y]]></a></xml>', { a: 'x]]>y' }],
  ['a byte order mark', '\uFEFF<xml><a>1</a></xml>', { a: '1' }],
  [
    'names of objects',
    '<xml><constructor>1</constructor><__proto__>2</__proto__></xml>',
    Object.fromEntries([
      ['constructor', '1'],
      ['__proto__', '2'],
    ]),
  ],
])('%s', (_what, text, expected) => expect(fields(text)).toEqual(expected))

const LAUGHS = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`)

test.each([
  [
    'a billion laughs',
    `<!DOCTYPE xml [<!ENTITY l0 "lol">${LAUGHS.join('')}]><xml><a>&l9;</a></xml>`,
  ],
  [
    'a file of the machine',
    '<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/hosts">]><xml><a>&f;</a></xml>',
  ],
  ['an entity that nobody declared', '<xml><a>&f;</a></xml>'],
  ['huge depth', `<xml>${'<a>'.repeat(200_000)}`],
  ['a field inside a field', '<xml><a><b>1</b></a></xml>'],
  ['a field twice', '<xml><a>1</a><a>2</a></xml>'],
  [
    'thousands of fields',
    `<xml>${Array.from({ length: 5_000 }, (_, n) => `<a${n}/>`).join('')}</xml>`,
  ],
  ['another root', '<html><a>1</a></html>'],
  ['two roots', '<xml><a>1</a></xml><xml/>'],
  ['text beside the fields', '<xml>x<a>1</a></xml>'],
  ['an end that is missing', '<xml><a>1</a>'],
  ['nothing', ''],
  ['no XML', '{"a":1}'],
  ['a character that XML has not', '<xml><a>\u0000</a></xml>'],
])('%s is refused', (_what, text) => {
  expect(read(text)).toMatchObject({ wrong: 'form' })
})

test.each([
  ['bytes that are no UTF-8', new Uint8Array([0x3c, 0x78, 0xff, 0xfe])],
  [
    'GBK, and says so',
    Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="GBK"?><xml><a>'),
      Buffer.from([0xd2, 0xbb]),
      Buffer.from('</a></xml>'),
    ]),
  ],
  [
    'UTF-8, and says something else',
    Buffer.from('<?xml version="1.0" encoding="gb2312"?><xml><a>1</a></xml>'),
  ],
])('%s: another charset', (_what, bytes) => expect(read(bytes)).toMatchObject({ wrong: 'charset' }))

test('what is written is read again, whatever stands in it', () => {
  const values = {
    a: '1',
    b: 'x]]>y]]>',
    c: '<&>"\'',
    d: '一 𠮷',
    out_trade_no: '42',
    total_fee: '42',
  }
  const text = writeXml(Object.entries(values))
  expect(fields(text)).toEqual(values)
  expect(text).toContain('<total_fee>42</total_fee>')
  expect(text).toContain('<out_trade_no><![CDATA[42]]></out_trade_no>')
})
