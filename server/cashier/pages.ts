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
  const code = order.product === 'page' && html`<p>${words.scan}: <code>${order.qrCode}</code></p>`
  return html`<label for="logonId">${words.account}</label>
    <select id="logonId" name="logonId">
      ${options}
    </select>
    ${button('log-in', words.logIn)}${code || undefined}`
}

function stepsOf(words: Words, { order, trade, buyer }: CashierView): Html {
  const who = html`<p>${words.loggedInAs}: <span id="buyer">${buyer?.logonId}</span></p>`
  const leave = button('leave', words.leave)
  // On a phone's page the buyer confirms the order before the password.
  if (order.product === 'wap' && !trade)
    return html`${who}${button('confirm', words.confirm)}${leave}`
  return html`${who}<label for="password">${words.password}</label>
    <input id="password" name="password" type="password" inputmode="numeric" autocomplete="off" />
    ${button('pay', words.pay)}${leave}`
}

/** The page of an order that is over, or that never was. */
export function endPage(
  words: Words,
  says: 'paid' | 'closed' | 'expired' | 'left' | 'used' | 'unknown',
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
