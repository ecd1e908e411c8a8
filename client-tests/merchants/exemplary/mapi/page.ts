// The page of the shop that sends a browser to the old gateway: a form, so that the gateway sees where the buyer comes
// from and no program that guards against windows stands in the way (002:L43-44).
import type { Shop } from '../shop.ts'
import { yuan } from '../yuan.ts'

export function payPage(shop: Shop, outTradeNo: string): Response {
  const { decisions, mapi, store } = shop
  const attempt = store.attempts.get(outTradeNo)
  if (mapi === undefined || attempt === undefined) return page('没有这笔订单。', 404)
  const isOver = attempt.belief !== 'PENDING' || attempt.step !== 'SHOWING'
  if (isOver && !decisions.mapiReopensPaid) return page('订单已支付或已关闭，无需再次付款。', 200)
  const opened = (attempt.opened ?? 0) + 1
  store.attempts.put(outTradeNo, { ...attempt, opened })
  const totalFee = yuan(decisions.mapiPageFen(attempt.amountFen, opened))
  const { action, fields } = mapi.orderForm(attempt.order, totalFee)
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  )
  const method = decisions.mapiSendsBrowserBy === 'form' ? 'post' : 'get'
  return page(
    `<form method="${method}" action="${escaped(action)}">${inputs.join('')}<button>去支付宝付款</button></form>`,
    200,
  )
}

const page = (inside: string, status: number) =>
  new Response(`<!DOCTYPE html><html lang="zh-CN"><body>${inside}</body></html>`, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
