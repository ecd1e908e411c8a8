// A bad acknowledgement is named by what it mostly comes from.
import { expect, test } from 'vitest'
import { readReply } from './notification.ts'

test.each([
  ['\uFEFFsuccess', 'a byte order mark stands before it'],
  ['successsuccess', 'it was sent twice'],
  ['success\nsuccess\n', 'it was sent twice'],
  ['"success"', 'it is in quotes'],
  ["'success'", 'it is in quotes'],
  ['SUCCESS', 'small letters'],
  ['success\n', 'blanks or line breaks'],
  [' success', 'blanks or line breaks'],
  ['<!DOCTYPE html><html><body>Log in</body></html>', 'a page'],
  ['success<script>debugbar()</script>', 'something follows it'],
  ['{"code":"SUCCESS"}', 'JSON: Alipay wants the bare word'],
  ['<xml><return_code>SUCCESS</return_code></xml>', 'WeChat Pay'],
  ['fail', 'its own check failed'],
  ['failure', 'its own check failed'],
  ['', 'nothing was sent'],
  ['?success', 'the word must stand alone'],
])('%j', (body, cause) => {
  const { answer, why } = readReply(200, body)
  expect(answer).not.toBe('accepted')
  expect(why).toContain(cause)
})

test.each([
  [302, 'mostly to a login page'],
  [401, 'asks for credentials'],
  [403, 'CSRF check (Django, Spring Security, Rails)'],
  [404, 'no route for a POST'],
  [405, 'the route takes GET only'],
  [419, 'the CSRF check of Laravel'],
  [500, 'the handler threw'],
])('HTTP %i', (status, cause) => {
  const { answer, why } = readReply(status, 'success')
  expect(answer).not.toBe('accepted')
  expect(why).toMatch(new RegExp(`^answered HTTP ${status}, not 200 \\(`))
  expect(why).toContain(cause)
})

test('what nobody can explain is shown and no more', () => {
  expect(readReply(200, 'ok').why).toBe('answered "ok" (2 bytes), not exactly "success"')
  expect(readReply(418, '').why).toBe('answered HTTP 418, not 200')
  expect(readReply(200, 'success')).toEqual({ answer: 'accepted', why: 'acknowledged' })
})
