// The Authorization header of v3: `ALIPAY-SHA256withRSA app_id=…,nonce=…,timestamp=…,sign=BASE64`.
// Only takes it apart; whether it is right is decided elsewhere.

export interface Authorization {
  scheme: string
  /** Everything between the scheme and the signature, as it was sent: this is what is signed. */
  authString: string
  /** Its pairs; their order is free and further pairs are allowed. */
  values: ReadonlyMap<string, string>
  sign: string | undefined
}

const SIGN = ',sign='

export function parseAuthorization(header: string): Authorization {
  const space = header.indexOf(' ')
  const scheme = space < 0 ? header : header.slice(0, space)
  const rest = space < 0 ? '' : header.slice(space + 1)
  // Base64 holds `=` and `/`, so only the whole word separates.
  const cut = rest.lastIndexOf(SIGN)
  const authString = cut < 0 ? rest : rest.slice(0, cut)
  const sign = cut < 0 ? undefined : rest.slice(cut + SIGN.length)
  return { scheme, authString, values: pairsOf(authString), sign }
}

function pairsOf(authString: string): Map<string, string> {
  const pairs = new Map<string, string>()
  for (const pair of authString.split(',')) {
    const equals = pair.indexOf('=')
    if (equals > 0) pairs.set(pair.slice(0, equals), pair.slice(equals + 1))
  }
  return pairs
}
