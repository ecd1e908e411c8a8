// A reply of the old gateway: a redirect to a page of Alipay's or an error page, XML, or one word.
import type { Result } from '../../journal/entry.ts'
import type { Outcome } from '../../trade/decision.ts'
import { encodeText, type Charset } from '../../values/charset.ts'
import type { AnyCall, Moment, Rejection, Unsigned } from '../protocol.ts'
import type { ServiceOutcome } from '../service.ts'
import { answerOf, type Answer } from './answers.ts'
import type { MapiContext } from './context.ts'
import { keysOf } from './credentials.ts'
import { signedByGateway, textToSign, type Pair } from './signature.ts'
import { failure, success, writeXml } from './xml.ts'

export function encode(
  answer: Outcome | ServiceOutcome | Rejection,
  context: MapiContext,
  _call: AnyCall | undefined,
  moment: Moment,
): Unsigned {
  const spoken = answerOf(answer, context, moment)
  const result = resultOf(spoken)
  const { error, location } = spoken
  switch (context.form) {
    case 'word':
      return plain(
        result,
        'text/html;charset=utf-8',
        Buffer.from(spoken.word ?? wordFor(error, context)),
      )
    case 'page':
      if (location !== undefined) return redirect(result, location)
      return {
        ...(error && !context.errorsInXml
          ? errorPage(result, error.code, context)
          : inXml(spoken, result, context)),
        ...(error &&
          context.errorUrl !== undefined && {
            tells: { url: context.errorUrl, fields: failureOf(error.code, context) },
          }),
      }
    case 'xml':
      return inXml(spoken, result, context)
  }
}

/** What it cannot make out is `invalid`; nobody's partner has no notifications. No line feed: some clients compare it. */
function wordFor(error: Answer['error'], { asked }: MapiContext): string {
  const isNobodys = error?.code === 'ILLEGAL_PARTNER' && asked.some(([name]) => name === 'partner')
  return isNobodys ? 'false' : 'invalid'
}

function resultOf({ meaning, reason, error, result }: Answer): Result {
  return {
    readable: true,
    meaning,
    ...(reason && { reason }),
    code: error ? 'F' : 'T',
    ...(error && { subCode: error.code, subMsg: error.text }),
    ...result,
  }
}

function plain(result: Result, type: string, body: Uint8Array): Unsigned {
  return {
    result,
    signing: undefined,
    finish: () => ({ status: 200, headers: { 'content-type': type }, body }),
  }
}

const redirect = (result: Result, location: string): Unsigned => ({
  result,
  signing: undefined,
  finish: () => ({ status: 302, headers: { location }, body: new Uint8Array() }),
})

const TOLD_WITH_AN_ERROR = [
  'partner',
  'out_trade_no',
  'batch_no',
  'return_url',
  'buyer_email',
  'buyer_id',
  'seller_email',
  'seller_id',
]

/** What was asked, as far as it says who and what, and the code. */
const failureOf = (code: string, { asked }: MapiContext): Record<string, string> => ({
  ...Object.fromEntries(asked.filter(([name]) => TOLD_WITH_AN_ERROR.includes(name))),
  error_code: code,
})

const nameOf = (charset: Charset) => (charset === 'gbk' ? 'GBK' : 'utf-8')

/** Codes are letters, digits and underscores: nothing has to be escaped. */
function errorPage(result: Result, code: string, { charset, bytesIn }: MapiContext): Unsigned {
  const name = nameOf(charset)
  const text =
    `<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="${name}"><title>支付宝</title></head>\n` +
    `<body><p>调试错误，请回到请求来源地，重新发起请求。<br>错误代码 ${code}</p></body></html>\n`
  return plain(result, `text/html;charset=${name}`, encodeText(text, bytesIn ?? charset))
}

/** Only the members of an answer are signed, so a refusal and a bare T are not. */
function inXml({ error, answer }: Answer, result: Result, context: MapiContext): Unsigned {
  const { app, charset, signType, asked, bytesIn = charset } = context
  const keys = app && keysOf(app)
  const written = (members: readonly Pair[] | undefined): Unsigned => ({
    result,
    signing:
      members && keys
        ? signedByGateway(keys, signType, encodeText(textToSign(members), bytesIn))
        : undefined,
    ...(members && {
      reshaped: (change) => {
        const changed = Object.entries(change(Object.fromEntries(members)))
        return written(changed.map(([name, value]) => [name, asText(value)] as const))
      },
    }),
    finish: (signature) => {
      const inside = error
        ? failure(error.code)
        : success({
            ...(members && answer && { asked, answer: { element: answer.element, members } }),
            ...(signature !== undefined && { signature: { sign: signature, type: signType } }),
          })
      const headers = { 'content-type': `text/xml;charset=${nameOf(charset)}` }
      return { status: 200, headers, body: writeXml(inside, bytesIn) }
    },
  })
  return written(error ? undefined : answer?.members)
}

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)
