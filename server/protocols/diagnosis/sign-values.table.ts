// Mistakes in how a signature is written down, and how to read it all the same.

export interface SignValue {
  name: string
  about: string
  /** The Base64 that was meant; `undefined` when the value does not look like this mistake. */
  mend(sign: string): string | undefined
}

export const SIGN_VALUES: readonly SignValue[] = [
  {
    name: 'sign-plus-became-space',
    about: '`+` of the Base64 arrived as a space: percent-encode sign in the query or form',
    mend: (sign) => (/[^ ] [^ ]/.test(sign) ? sign.replaceAll(' ', '+') : undefined),
  },
  {
    name: 'sign-percent-encoded',
    about: 'sign is percent-encoded once too often',
    mend: (sign) => {
      if (!/%2[BF]|%3D/i.test(sign)) return undefined
      return sign.replace(/%2B/gi, '+').replace(/%2F/gi, '/').replace(/%3D/gi, '=')
    },
  },
  {
    name: 'sign-hex',
    about: 'sign is hexadecimal: write it in Base64',
    mend: (sign) =>
      /^([0-9a-f]{2}){64,}$/i.test(sign) ? Buffer.from(sign, 'hex').toString('base64') : undefined,
  },
  {
    name: 'sign-base64-twice',
    about: 'sign is the Base64 of a Base64 text',
    mend: (sign) => {
      const inner = Buffer.from(sign, 'base64').toString('latin1')
      return /^[\w+/]{80,}={0,2}$/.test(inner) ? inner : undefined
    },
  },
  {
    name: 'sign-base64url',
    about: 'sign is written in base64url (`-`, `_`): use plain Base64',
    mend: (sign) =>
      /^[\w-]+$/.test(sign) && /[-_]/.test(sign)
        ? sign.replaceAll('-', '+').replaceAll('_', '/')
        : undefined,
  },
  {
    name: 'sign-quoted',
    about: 'sign carries quotation marks of its own',
    mend: (sign) => (/^(["']).*\1$/s.test(sign) ? sign.slice(1, -1) : undefined),
  },
  {
    name: 'sign-line-breaks',
    about: 'sign is broken into lines: write the Base64 on one line',
    mend: (sign) => (/\s/.test(sign.trim()) ? sign.replaceAll(/\s+/g, '') : undefined),
  },
]

/** Shapes that no RSA signature has: what they are instead. */
export function shapeOf(sign: string, size: number): { name: string; about: string } | undefined {
  if (sign.trim() === '') {
    return {
      name: 'sign-missing',
      about:
        'sign is empty: signing failed before the request left, as it does when a library is ' +
        'given a PKCS#8 key for a PKCS#1 one or the other way round',
    }
  }
  if (/^[0-9a-f]{32}$/i.test(sign)) {
    return { name: 'sign-md5', about: 'sign is an MD5 as in the old mapi: openapi wants RSA' }
  }
  const { length } = Buffer.from(sign, 'base64')
  if (length >= size) return undefined
  return {
    name: 'sign-truncated',
    about: `sign holds ${length} bytes, the key makes ${size}: it was cut, perhaps by a column`,
  }
}
