import { expect, test } from 'vitest'
import { visible, visibleIn, visibleLine } from './visible.ts'

test('a colour, a screen title and a carriage return are shown, not obeyed', () => {
  expect(visible('\u001B[31mred\u001B]0;title\u0007\rover')).toBe(
    String.raw`\u001b[31mred\u001b]0;title\u0007\u000dover`,
  )
})

test('writing does not turn round', () => {
  expect(visible('a\u202Etxt.exe\u2066')).toBe(String.raw`a\u202etxt.exe\u2066`)
})

test('Chinese, tabs and new lines stay as they are', () => {
  expect(visible('一杯咖啡\t&\n两块蛋糕 😀')).toBe('一杯咖啡\t&\n两块蛋糕 😀')
  expect(visibleLine('one\ntwo')).toBe(String.raw`one\ntwo`)
})

test('JSON says the same text before and after', () => {
  const value = { 'a\u009B': ['\u202E', 1, null, { b: '\u001B' }] }
  expect(JSON.parse(visible(JSON.stringify(value)))).toEqual(value)
})

test('every text in a value', () => {
  const value = { 'a\u009B': ['\u202E', 1, null, undefined, { b: true }] }
  expect(visibleIn(value)).toEqual({
    [String.raw`a\u009b`]: [String.raw`\u202e`, 1, null, undefined, { b: true }],
  })
})
