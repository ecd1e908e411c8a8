// A reply of WeChat Pay's v2: XML, signed as the request was, unless the message was refused in transport; or the
// text of a bill.
import { createHash } from 'node:crypto'
import type { Result } from '../../journal/entry.ts'
import { encodeText } from '../../values/charset.ts'
import type { Outcome } from '../../trade/decision.ts'
import type { AnyCall, Moment, Rejection, Unsigned } from '../protocol.ts'
import type { ServiceOutcome } from '../service.ts'
import { answerOf, type Answer } from './answers.ts'
import { billReply } from './bill.ts'
import type { FieldPairs } from './fields.ts'
import type { WechatContext } from './reply-context.ts'
import { signedWith, textOf, type Pair } from './signature.ts'
import { writeXml } from './xml.ts'

export function encode(
  answer: Outcome | ServiceOutcome | Rejection,
  context: WechatContext,
  call: AnyCall | undefined,
  moment: Moment,
): Unsigned {
  const bill = call?.op === 'BILLGET' ? billReply(answer, context) : undefined
  if (bill) return bill
  const spoken = answerOf(answer, call?.op, context)
  const result = resultOf(spoken)
  const { merchant, key } = context
  if (spoken.isInTransport || !merchant || key === undefined) {
    const fields = { return_code: 'FAIL', return_msg: spoken.error?.text ?? 'FAIL' }
    return inXml(pairsOf(fields), context, result)
  }
  if (call?.op === 'SANDBOXKEY') {
    const { mchId, sandboxKey } = merchant
    const fields = { return_code: 'SUCCESS', return_msg: 'OK', mch_id: mchId }
    return inXml(pairsOf({ ...fields, sandbox_signkey: sandboxKey }), context, result)
  }
  const { error, fields } = spoken
  const pairs = pairsOf({
    return_code: 'SUCCESS',
    return_msg: 'OK',
    appid: merchant.appid,
    mch_id: merchant.mchId,
    device_info: context.deviceInfo,
    nonce_str: nonceOf(moment, key),
    result_code: error ? 'FAIL' : 'SUCCESS',
    ...(error && { err_code: error.code, err_code_des: error.text }),
    ...fields,
  })
  return inXml(pairs, context, result, key)
}

function pairsOf(fields: FieldPairs): Pair[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)] as const],
  )
}

/** Drawn from what the exchange is, so that a run can be repeated. */
const nonceOf = ({ now, exchange }: Moment, key: string): string =>
  createHash('md5').update(`${now} ${exchange} ${key}`).digest('hex').toUpperCase()

function resultOf({ meaning, reason, error, result }: Answer): Result {
  return {
    readable: true,
    meaning,
    ...(reason && { reason }),
    code: error ? 'FAIL' : 'SUCCESS',
    ...(error && { subCode: error.code, subMsg: error.text }),
    ...result,
  }
}

/** Without a key nobody signs it. */
function inXml(
  pairs: readonly Pair[],
  context: WechatContext,
  result: Result,
  key?: string,
): Unsigned {
  const { signType, bytesIn = 'utf-8' } = context
  return {
    result,
    signing:
      key === undefined ? undefined : signedWith(signType, key, encodeText(textOf(pairs), bytesIn)),
    reshaped: (change) => {
      const members = Object.entries(change(Object.fromEntries(pairs)))
      const changed = members.map(([name, value]) => [name, asText(value)] as const)
      return inXml(changed, context, result, key)
    },
    finish: (signature) => ({
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: encodeText(
        writeXml(signature === undefined ? pairs : [...pairs, ['sign', signature]]),
        bytesIn,
      ),
    }),
  }
}

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)
