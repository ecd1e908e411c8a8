// What a browser gets from a page method: a redirect to the cashier, or an error page in GBK with
// the text recorded from the live gateway. Neither is signed.
import type { Outcome } from '../../trade/decision.ts'
import type { PendingOrder } from '../../trade/trade.ts'
import { encodeText } from '../../values/charset.ts'
import { codeOfQr } from '../../values/ids.ts'
import { answerOf } from './answers.ts'
import { resultOf } from './meaning.ts'
import type { AnyCall, Rejection, Unsigned } from '../protocol.ts'
import type { ServiceOutcome } from '../service.ts'

/** Without a host, so that it holds behind any name or proxy under which the gateway was reached. */
const pathOf = ({ appId, qrCode }: PendingOrder) => `/cashier/${appId}/${codeOfQr(qrCode)}`

export function encodePage(
  answer: Outcome | ServiceOutcome | Rejection,
  call: AnyCall | undefined,
): Unsigned {
  if ('kind' in answer && answer.kind === 'cashier') {
    const location = pathOf(answer.order)
    return {
      result: resultOf({ code: '10000' }),
      signing: undefined,
      finish: () => ({ status: 302, headers: { location }, body: new Uint8Array() }),
    }
  }
  const spoken = 'kind' in answer ? answerOf(answer, call?.op) : answer
  const { code, subCode = code, subMsg = '' } = spoken
  return {
    result: resultOf({ code, subCode, subMsg }),
    signing: undefined,
    finish: () => ({
      status: 200,
      headers: { 'content-type': 'text/html;charset=GBK' },
      body: encodeText(errorPage(subCode, subMsg), 'gbk'),
    }),
  }
}

/**
 * The text that the gateway verified already has its `&` as `&amp;`; a page writes it no second time,
 * and `"` as `&quot;` (captured).
 */
const shownOnPage = (subMsg: string) => escapeHtml(subMsg.replaceAll('&amp;', '&'))

/** The page shows codes without `isv.` (probed); `ACQ.` is left out likewise (inferred). */
function errorPage(subCode: string, subMsg: string): string {
  const shown = subCode.replace(/^(isv|ACQ)\./, '')
  return (
    '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="GBK"><title>支付宝</title></head>\n' +
    '<body><p>调试错误，请回到请求来源地，重新发起请求。<br>' +
    `错误代码 ${escapeHtml(shown)} 错误原因: ${shownOnPage(subMsg)}</p></body></html>\n`
  )
}

const escapeHtml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
