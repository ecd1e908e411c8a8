// What the old gateway tells: of a payment, of a refund in the words of a payment, and of a batch of refunds. Put into
// the words of openapi, and judged and booked by the same code as theirs.
import { hearAndReply } from '../notification.ts'
import type { Form } from '../decisions/notification.ts'
import type { Store } from '../ports.ts'
import type { Shop } from '../shop.ts'
import { hearOfBatch } from './batches.ts'
import { formInWords } from './words.ts'

export async function receiveFromMapi(shop: Shop, body: string): Promise<Response> {
  const { config, decisions, mapi, store } = shop
  const form = decisions.readForm(body, '')
  const passback = form['extra_common_param']
  const isTaken = passback === undefined || decisions.mapiTakesPassback(passback)
  const isGenuine = mapi?.isSigned(form) === true && isTaken
  if (isGenuine) learn(store, form)
  const reply = await hearAndReply(shop, formInWords(form, config.appId), () => isGenuine)
  return decisions.notifyAnswer(reply)
}

export function receiveBatchNews(shop: Shop, body: string): Response {
  const { decisions, mapi } = shop
  const form = decisions.readForm(body, '')
  if (mapi?.isSigned(form) !== true)
    return decisions.notifyAnswer(decisions.notifyReply(false, 'forged'))
  const isOurs = hearOfBatch(shop, form)
  return decisions.notifyAnswer(decisions.notifyReply(isOurs, isOurs ? 'news' : 'not-ours'))
}

/** The gateway's number of a trade, by which alone it can be refunded. */
export function learn({ attempts }: Pick<Store, 'attempts'>, told: Form): void {
  const attempt = attempts.get(told['out_trade_no'] ?? '')
  const gatewayNo = told['trade_no'] ?? ''
  if (attempt !== undefined && attempt.gatewayNo === undefined && gatewayNo !== '')
    attempts.put(attempt.outTradeNo, { ...attempt, gatewayNo })
}
