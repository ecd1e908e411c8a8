// A v3 reply: 200 with the bare business object and the signature in headers, or an HTTP error that
// nobody signs (probed).
import { createHash } from 'node:crypto'
import { encryptAes } from '../../../pki/aes.ts'
import type { Outcome } from '../../../trade/decision.ts'
import { traceId } from '../../../values/ids.ts'
import { answerOf } from '../answers.ts'
import { signedByGateway } from '../gateway-keys.ts'
import { resultOf } from '../meaning.ts'
import type { OpenapiContext } from '../reply-context.ts'
import type { AnyCall, Moment, Rejection, Unsigned } from '../../protocol.ts'
import type { ServiceOutcome } from '../../service.ts'
import { statusOf, wireCode } from './statuses.table.ts'

const JSON_TYPE = { 'content-type': 'application/json;charset=UTF-8' }

export function encode(
  answer: Outcome | ServiceOutcome | Rejection,
  context: OpenapiContext,
  call: AnyCall | undefined,
  moment: Moment,
): Unsigned {
  const spoken = 'kind' in answer ? answerOf(answer, call?.op) : answer
  const { code, subCode, subMsg } = spoken
  const more = 'result' in spoken ? spoken.result : undefined
  const rest = 'rest' in spoken ? spoken.rest : undefined
  const result = resultOf(spoken, more)
  if (subCode === undefined) {
    const fields = 'fields' in spoken ? spoken.fields : undefined
    const members = { ...fields, ...rest?.fields }
    const unsignedOf = (content: Record<string, unknown>): Unsigned => ({
      result,
      ...success(JSON.stringify(content), context, moment),
      reshaped: (change) => unsignedOf(change(content)),
    })
    return unsignedOf(members)
  }
  const chosen = 'status' in spoken ? spoken.status : undefined
  const body = JSON.stringify({
    code: rest?.code ?? wireCode(subCode),
    links: [{ link: solution(moment), desc: '解决方案' }],
    message: rest?.message ?? subMsg,
  })
  return {
    result,
    signing: undefined,
    finish: () => ({
      status: chosen ?? statusOf(code, subCode),
      headers: JSON_TYPE,
      body: Buffer.from(body),
    }),
  }
}

/** The signature covers what travels: the ciphertext, where the client encrypted its request. */
function success(
  plain: string,
  { app, signType, encryption, alipayCertSn }: OpenapiContext,
  { now, exchange }: Moment,
): Omit<Unsigned, 'result'> {
  const body = Buffer.from(
    encryption ? encryptAes(encryption.key, Buffer.from(plain), encryption.type) : plain,
  )
  const timestamp = String(now)
  const nonce = createHash('md5').update(`${now} ${exchange}`).digest('hex')
  const text = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')])
  return {
    signing: app && signedByGateway(app, signType, text),
    finish: (signature) => ({
      status: 200,
      headers: {
        ...JSON_TYPE,
        'alipay-timestamp': timestamp,
        'alipay-nonce': nonce,
        ...(signature !== undefined && { 'alipay-signature': signature }),
        ...(alipayCertSn !== undefined && { 'alipay-sn': alipayCertSn }),
      },
      body,
    }),
  }
}

function solution({ now, exchange }: Moment): string {
  const trace = traceId(now, exchange)
  return `https://open.alipay.com/api/errCheck?traceId=${trace}&source=openapi`
}
