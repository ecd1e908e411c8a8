// The tokens of a deployment: the operator's, and one for each sandbox, which is made of the operator's
// and so needs no table. It names its sandbox, and a number of the sandbox's making: who held the token
// of one that is gone cannot open another of the same name.
import { createHmac } from 'node:crypto'
import { isSameText } from '../../control/guard.ts'

export function tokenFor(secret: string, sandbox: string, making: string): string {
  const named = `${sandbox}.${making}`
  return `${named}.${createHmac('sha256', secret).update(`sandbox ${named}`).digest('base64url')}`
}

/** Whose token this is; `undefined` when the operator's is not behind it. */
export function readToken(
  secret: string,
  token: string,
): { sandbox: string; making: string } | undefined {
  const [sandbox, making, , ...more] = token.split('.')
  if (sandbox === undefined || making === undefined || more.length > 0) return undefined
  return isSameText(token, tokenFor(secret, sandbox, making)) ? { sandbox, making } : undefined
}
