// A v2 reply, in the one shape that every client accepts: compact, `/` escaped, non-ASCII raw,
// the signature over exactly the bytes between the response key and the comma.
import { encryptAes } from '../../../pki/aes.ts'
import type { Outcome } from '../../../trade/decision.ts'
import { encodeText } from '../../../values/charset.ts'
import { answerOf } from '../answers.ts'
import { signedByGateway } from '../gateway-keys.ts'
import { resultOf } from '../meaning.ts'
import type { OpenapiContext } from '../reply-context.ts'
import { operationOf } from '../operations.ts'
import type { AnyCall, Rejection, Unsigned } from '../../protocol.ts'
import type { ServiceOutcome } from '../../service.ts'
import { isUnheard, MESSAGES } from '../rejections.table.ts'

/** JSON as Alipay writes it; line separators are escaped, because a client in PHP escapes them. */
const wireJson = (value: unknown) =>
  JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')

/** The key of the reply. A method that is missing or no name gives `null_response`. */
function envelopeKey(method: string | undefined): string {
  const name = method !== undefined && /^[\w.]{1,128}$/.test(method) ? method : 'null'
  return `${name.replaceAll('.', '_')}_response`
}

export function encode(
  answer: Outcome | ServiceOutcome | Rejection,
  context: OpenapiContext,
  call: AnyCall | undefined,
): Unsigned {
  const spoken = 'kind' in answer ? answerOf(answer, call?.op) : answer
  const { code, subCode, subMsg } = spoken
  const business = 'fields' in spoken ? spoken.fields : undefined
  const isOldStyle = operationOf(context.method ?? '')?.isOldStyle ?? false
  const isGranted = isOldStyle && code === '10000'
  const plain = wireJson({
    ...(!isGranted && { code, msg: MESSAGES[code] }),
    ...(subCode && { sub_code: subCode, sub_msg: subMsg }),
    ...business,
  })
  const isError = (isOldStyle && !isGranted) || isUnheard(context.method, answer)
  const key = isError ? 'error_response' : envelopeKey(context.method)
  const more = 'result' in spoken ? spoken.result : undefined
  const result = resultOf(spoken, more)
  return inEnvelope(key, plain, context, result)
}

function inEnvelope(
  key: string,
  plain: string,
  context: OpenapiContext,
  result: Unsigned['result'],
): Unsigned {
  const { app, signType, charset = 'utf-8', encryption, alipayCertSn } = context
  const bytes = (text: string) => encodeText(text, context.bytesIn ?? charset)
  // Base64 keeps its slashes here, and the signature covers the quotes.
  const node = bytes(
    encryption ? `"${encryptAes(encryption.key, bytes(plain), encryption.type)}"` : plain,
  )
  return {
    result,
    signing: app && signedByGateway(app, signType, node),
    reshaped: (change) => inEnvelope(key, wireJson(change(membersOf(plain))), context, result),
    finish: (signature) => {
      const sn = alipayCertSn === undefined ? '' : `,"alipay_cert_sn":"${alipayCertSn}"`
      const tail = signature === undefined ? '' : `${sn},"sign":"${signature}"`
      return {
        status: 200,
        headers: { 'content-type': `text/html;charset=${charset === 'gbk' ? 'GBK' : charset}` },
        body: Buffer.concat([bytes(`{"${key}":`), node, bytes(`${tail}}`)]),
      }
    },
  }
}

const membersOf = (json: string) => JSON.parse(json) as Record<string, unknown>
