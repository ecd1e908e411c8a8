// What a v3 client signs, and whether it did: the bytes as they arrived, never written anew.
import { isSignedBy } from '../../../pki/signature.ts'
import type { OpenapiOptions } from '../options.table.ts'
import { invalidSignature, REJECTIONS } from '../rejections.table.ts'
import type { OpenapiApp } from '../credentials.ts'
import type { Rejection } from '../../protocol.ts'
import type { Authorization } from './authorization.ts'
import type { RestRequest } from './request.ts'

/** The scheme says the algorithm; of the two that exist only this one is simulated. */
const SCHEME = 'ALIPAY-SHA256withRSA'

/** The scheme in the words of v2; `undefined` without a header. */
export function signTypeOf({ scheme }: Authorization): string | undefined {
  return scheme === SCHEME ? 'RSA2' : scheme || undefined
}

/** Each line ends with a line feed, the last one too. */
function stringToSign(authString: string, rest: RestRequest): Uint8Array {
  const { verb, target, body, appAuthToken } = rest
  const head = `${authString}\n${verb}\n${target}\n`
  const tail = appAuthToken === undefined ? '\n' : `\n${appAuthToken}\n`
  return Buffer.concat([Buffer.from(head), body, Buffer.from(tail)])
}

/** `undefined` when the signature is right, else what the gateway says about it. */
export function refuseSignature(
  { scheme, authString, sign }: Authorization,
  rest: RestRequest,
  { appPublicKey }: OpenapiApp,
  options: OpenapiOptions,
): Rejection | undefined {
  if (scheme !== SCHEME) return REJECTIONS.invalidSignType
  if (!sign) return REJECTIONS.missingSignature
  if (!appPublicKey) return REJECTIONS.missingKey
  const text = stringToSign(authString, rest)
  if (isSignedBy(appPublicKey, 'sha256', text, sign)) return undefined
  const shown = Buffer.from(text).toString('utf8')
  // 401 by 054q58, 400 by 054fcv.
  return { ...invalidSignature(shown), status: Number(options.v3BadSignatureStatus) }
}
