// What GBK can hold comes back as it was; the rest becomes a question mark.
import { expect, test } from 'vitest'
import { charsetNamed, decodeText, encodeText } from './charset.ts'

test.each<[string, string]>([
  ['plain letters', 'abc ~!/{}"\\'],
  ['Chinese', '一杯咖啡（大）、「贰」'],
  ['a rare character of GBK that GB2312 lacks', '镕堃喆'],
  ['the euro sign', '€5'],
])('%s survives GBK', (_what, text) => {
  expect(decodeText(encodeText(text, 'gbk'), 'gbk')).toBe(text)
})

test('the bytes are those of the standard', () => {
  expect(Buffer.from(encodeText('支付宝', 'gbk')).toString('hex')).toBe('d6a7b8b6b1a6')
})

test('what GBK does not hold becomes a question mark', () => {
  expect(Buffer.from(encodeText('a😀b\ud800c', 'gbk')).toString()).toBe('a?b?c')
})

test('every pair that is one character survives the way there and back', () => {
  const read = new Set<string>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decodeText(Uint8Array.of(lead, trail), 'gbk')
      if (text.length === 1 && text !== '\ufffd') read.add(text)
    }
  }
  expect(read.size).toBeGreaterThan(23_000)
  const all = [...read].join('')
  expect(decodeText(encodeText(all, 'gbk'), 'gbk') === all).toBe(true)
})

test.each([
  ['utf-8', 'utf-8'],
  ['UTF8', 'utf-8'],
  ['GBK', 'gbk'],
  ['gb2312', 'gbk'],
  ['gb18030', undefined],
  ['', undefined],
])('the name %j is %s', (name, charset) => {
  expect(charsetNamed(name)).toBe(charset)
})
