// Where a notification really goes.

/**
 * A notify_url without a name and a password in it: Alipay sends no credentials, so they would only
 * be written down (inferred: no such notification has been recorded).
 */
export function withoutCredentials(url: string): string {
  if (!URL.canParse(url)) return url
  const target = new URL(url)
  if (target.username === '' && target.password === '') return url
  target.username = ''
  target.password = ''
  return target.href
}
