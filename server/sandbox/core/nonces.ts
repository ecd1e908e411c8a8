// The nonces that apps have shown, the newest few: a gateway forgets them too, and a timestamp that is
// too old is refused before anybody looks here.

const REMEMBERED = 100_000

export function createNonces() {
  const seen = new Set<string>()
  return {
    /** True when the app has used it before; else notes it. */
    isUsed: (appId: string, nonce: string): boolean => {
      const name = `${appId} ${nonce}`
      if (seen.has(name)) return true
      seen.add(name)
      const [oldest] = seen
      if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest)
      return false
    },
  }
}
