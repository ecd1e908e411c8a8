// The cashier's pages: plain forms that work without scripts. Draws what it is given; what a form
// does is decided by the sandbox.
import type { CashierView } from '../sandbox/sandbox.ts'
import { formatYuan } from '../values/money.ts'
import { html, type Html } from './html.ts'
import type { Words } from './words.table.ts'

/** Where the page's form goes, and the one-time ticket in it. */
export interface Form {
  action: string
  ticket: string
}

const STYLE = `body{font:16px/1.6 system-ui,sans-serif;margin:2rem auto;max-width:26rem;padding:0 1rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}dd{margin:0;overflow-wrap:anywhere}
form{display:grid;gap:.75rem}input,select,button,textarea{font:inherit;padding:.5rem}
[role=alert]{color:#b00020}`

function page(words: Words, body: Html): string {
  const { text } = html`<!DOCTYPE html>
    <html lang="${words.htmlLang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${words.title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <main>
          <h1>${words.title}</h1>
          ${body}
          <p><small>${words.simulated}</small></p>
        </main>
      </body>
    </html>`
  return `${text}\n`
}

const summary = (words: Words, { order, sellerName }: CashierView) =>
  html`<dl>
    <dt>${words.seller}</dt>
    <dd>${sellerName}</dd>
    <dt>${words.subject}</dt>
    <dd>${order.subject}</dd>
    <dt>${words.number}</dt>
    <dd>${order.outTradeNo}</dd>
    <dt>${words.yuan}</dt>
    <dd id="amount">${formatYuan(order.totalFen)}</dd>
  </dl>`

const form = ({ action, ticket }: Form, fields: Html) =>
  html`<form method="post" action="${action}">
    <input type="hidden" name="ticket" value="${ticket}" />
    ${fields}
  </form>`

const button = (does: string, says: string) =>
  html`<button type="submit" name="does" value="${does}">${says}</button>`

const alert = (says: string | undefined) =>
  says === undefined ? undefined : html`<p role="alert">${says}</p>`

function problemOf(words: Words, problem: string | undefined): string | undefined {
  if (problem === undefined) return undefined
  const known: Record<string, string | undefined> = words.problems
  return known[problem] ?? `${words.problem} (${problem})`
}

/** The page of an order that can still be paid: log in, confirm where needed, password. */
export function payPage(words: Words, view: CashierView, at: Form, logonIds: readonly string[]) {
  const fields = view.buyer ? stepsOf(words, view) : logIn(words, view, logonIds)
  const problem = alert(problemOf(words, view.problem))
  return page(words, html`${summary(words, view)}${problem}${form(at, fields)}`)
}

function logIn(words: Words, { order }: CashierView, logonIds: readonly string[]): Html {
  const options = logonIds.map((one) => html`<option value="${one}">${one}</option>`)
  const code = order.product === 'page' && qrFrame(words, order)
  return html`<label for="logonId">${words.account}</label>
    <select id="logonId" name="logonId">
      ${options}
    </select>
    ${button('log-in', words.logIn)}${code || undefined}`
}

/** Width and height of the frame that a page asks for by qr_pay_mode; 2 is the whole page. */
const FRAMES: Record<string, readonly [width: number, height: number]> = {
  '0': [600, 300],
  '1': [300, 600],
  '3': [75, 75],
}
/** The narrowest that can still hold a code. */
const NARROWEST_PX = 50

function qrFrame(words: Words, { qrCode, cashier }: CashierView['order']): Html {
  const { qrPayMode = '2', qrWidthPx } = cashier ?? {}
  const width = qrWidthPx === undefined ? undefined : Math.max(qrWidthPx, NARROWEST_PX)
  const size = width === undefined ? FRAMES[qrPayMode] : ([width, width] as const)
  const code = html`${words.scan}: <code>${qrCode}</code>`
  if (!size) return html`<p id="qr" data-mode="${qrPayMode}">${code}</p>`
  const [wide, high] = size
  const style = `box-sizing:border-box;border:1px solid;overflow:auto;width:${wide}px;height:${high}px`
  return html`<div id="qr" data-mode="${qrPayMode}" style="${style}">${code}</div>`
}

/** Only a buyer with more than the balance has a choice. */
function channelChoice(words: Words, { channels }: CashierView): Html | undefined {
  if (channels.length < 2) return undefined
  const options = channels.map(
    (one) => html`<option value="${one}">${words.channels[one]}</option>`,
  )
  return html`<label for="channel">${words.channel}</label>
    <select id="channel" name="channel">
      <option value="">${words.anyChannel}</option>
      ${options}
    </select>`
}

/** What can happen to an app, and can be tried here. */
const mishaps = (words: Words) =>
  html`<details>
    <summary>…</summary>
    ${button('pay-pending', words.payPending)}${button('pay-unheard', words.payUnheard)}
    ${button('cut-off', words.cutOff)}
  </details>`

function stepsOf(words: Words, view: CashierView): Html {
  const { order, trade, buyer } = view
  const who = html`<p>${words.loggedInAs}: <span id="buyer">${buyer?.logonId}</span></p>`
  const leave = button('leave', words.leave)
  // On a phone's page the buyer confirms the order before the password.
  if (order.product === 'wap' && !trade)
    return html`${who}${button('confirm', words.confirm)}${leave}`
  return html`${who}${channelChoice(words, view)}<label for="password">${words.password}</label>
    <input id="password" name="password" type="password" inputmode="numeric" autocomplete="off" />
    ${button('pay', words.pay)}${leave}${order.product === 'app' ? mishaps(words) : undefined}`
}

/** The page of an order that is over, or that never was. */
export function endPage(
  words: Words,
  says: 'paid' | 'closed' | 'expired' | 'left' | 'unheard' | 'used' | 'unknown',
  more: { view?: CashierView; back?: string; again?: string; result?: string } = {},
): string {
  const { view, back, again, result } = more
  const order = view && summary(words, view)
  const wayBack = back === undefined ? undefined : html`<p><a href="${back}">${words.back}</a></p>`
  const anew = again === undefined ? undefined : html`<p><a href="${again}">${words.again}</a></p>`
  const shown =
    result === undefined
      ? undefined
      : html`<label for="result">${words.result}</label>
          <textarea id="result" readonly>${result}</textarea>`
  return page(
    words,
    html`<p id="state">${words[says]}</p>
      ${order}${shown}${wayBack}${anew}`,
  )
}
