// Checks a request's signature: over whatever arrived, unknown parameters included, in the charset
// of the request.
import { isSignedBy } from '../../../pki/signature.ts'
import { encodeText, type Charset } from '../../../values/charset.ts'
import type { OpenapiApp } from '../credentials.ts'
import type { Rejection } from '../../protocol.ts'
import { DIGESTS, type SignType } from '../sign-types.ts'
import { invalidSignature, wrongSignType } from '../rejections.table.ts'
import type { Parameters } from '../../parameters.ts'
import { lenientStringsToSign, stringToSign } from '../signing.ts'

export const isSignType = (text: string): text is SignType => Object.hasOwn(DIGESTS, text)

/** `undefined` when the signature is right, else what the gateway says about it. */
export function refuseSignature(
  parameters: Parameters,
  app: OpenapiApp & { appPublicKey: string },
  signType: SignType,
  charset: Charset,
): Rejection | undefined {
  const signature = parameters.get('sign') ?? ''
  const canonical = stringToSign(parameters)
  const signs = (text: string, type: SignType) =>
    isSignedBy(app.appPublicKey, DIGESTS[type], encodeText(text, charset), signature)
  if (signs(canonical, signType)) return undefined
  const others = lenientStringsToSign(parameters).filter((text) => text !== canonical)
  if (others.some((text) => signs(text, signType))) return undefined
  const other = signType === 'RSA' ? 'RSA2' : 'RSA'
  return signs(canonical, other) ? wrongSignType(signType, other) : invalidSignature(canonical)
}
