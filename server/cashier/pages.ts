// The cashier's pages: plain forms that work without scripts. Draws what it is given; what a form
// does is decided by the sandbox.
import type { CashierView } from '../sandbox/sandbox.ts'
import { formatChinaTime, HOUR, SECOND } from '../values/instant.ts'
import { formatYuan } from '../values/money.ts'
import { html, type Html } from './html.ts'
import {
  alert,
  button,
  first,
  passwordField,
  form,
  page,
  problemOf,
  type Form,
  type Page,
  type Shell,
} from './page.ts'
import type { Look } from './style.ts'
import type { Words } from './words.table.ts'

const summary = (words: Words, { order, sellerName }: CashierView) =>
  html`<dl>
    <div class="sum">
      <dt>${words.yuan}</dt>
      <dd id="amount">${formatYuan(order.totalFen)}</dd>
    </div>
    <dt>${words.seller}</dt>
    <dd>${sellerName}</dd>
    <dt>${words.subject}</dt>
    <dd>${order.subject}</dd>
    <dt>${words.number}</dt>
    <dd>${order.outTradeNo}</dd>
  </dl>`

/** The page of an order that can still be paid: log in, confirm where needed, password. */
export function payPage(
  shell: Shell,
  view: CashierView,
  at: Form,
  logonIds: readonly string[],
): Page {
  const { words } = shell
  const isInside = view.buyer !== undefined
  const fields = isInside ? stepsOf(words, view) : logIn(words, view, logonIds)
  const problem = alert(problemOf(words, view.problem))
  const { timer, endsInSeconds } = countdown(words, view)
  const frame = isInside ? undefined : frameOf(view.order)
  const body = html`${summary(words, view)}${timer}${problem}${form(at, fields)}`
  return page(shell, body, { frame, endsInSeconds })
}

/** Beyond it nobody watches seconds. */
const WATCHED_MS = HOUR

/** Until when it can be paid, and the time that is left where a clock ticks. */
function countdown(words: Words, { payBy, endsInMs }: CashierView) {
  if (payBy === undefined) return { timer: undefined, endsInSeconds: undefined }
  const isTicking = endsInMs !== undefined && endsInMs < WATCHED_MS
  const endsInSeconds = isTicking ? Math.max(0, Math.round(endsInMs / SECOND)) : undefined
  const left = isTicking ? html`<span>${words.timeLeft} <b id="left"></b></span>` : undefined
  const timer = html`<p id="countdown" role="timer">
    ${words.payBy} <time>${formatChinaTime(payBy)}</time>${left}
  </p>`
  return { timer, endsInSeconds }
}

function logIn(words: Words, { order }: CashierView, logonIds: readonly string[]): Html {
  const options = logonIds.map((one) => html`<option value="${one}">${one}</option>`)
  const code = order.product === 'page' && qrFrame(words, order)
  return html`<label for="logonId">${words.account}</label>
    <select id="logonId" name="logonId">
      ${options}
    </select>
    ${first('log-in', words.logIn)}${code || undefined}`
}

/** Width and height of the frame that a page asks for by qr_pay_mode; 2 is the whole page. */
const FRAMES: Record<string, readonly [width: number, height: number]> = {
  '0': [600, 300],
  '1': [300, 600],
  '3': [75, 75],
}
/** The narrowest that can still hold a code. */
const NARROWEST_PX = 50

function frameOf({ cashier, product }: CashierView['order']): Look['frame'] {
  const { qrPayMode = '2', qrWidthPx } = cashier ?? {}
  if (product !== 'page') return undefined
  const width = qrWidthPx === undefined ? undefined : Math.max(qrWidthPx, NARROWEST_PX)
  return width === undefined || qrPayMode === '2' ? FRAMES[qrPayMode] : [width, width]
}

function qrFrame(words: Words, order: CashierView['order']): Html {
  const mode = order.cashier?.qrPayMode ?? '2'
  const code = html`${words.scan}: <code>${order.qrCode}</code>`
  return frameOf(order)
    ? html`<div id="qr" data-mode="${mode}" tabindex="0" role="group" aria-label="${words.scan}">
        ${code}
      </div>`
    : html`<p id="qr" data-mode="${mode}">${code}</p>`
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
    <summary>${words.mishaps}</summary>
    ${button('pay-pending', words.payPending)}${button('pay-unheard', words.payUnheard)}
    ${button('cut-off', words.cutOff)}
  </details>`

function stepsOf(words: Words, view: CashierView): Html {
  const { order, trade, buyer } = view
  const who = html`<p>${words.loggedInAs}: <span id="buyer">${buyer?.logonId}</span></p>`
  const leave = button('leave', words.leave)
  // On a phone's page the buyer confirms the order before the password.
  if (order.product === 'wap' && !trade)
    return html`${who}${first('confirm', words.confirm)}${leave}`
  return html`${who}${channelChoice(words, view)}${passwordField(words, words.passwordHint)}
  ${first('pay', words.pay)}${order.product === 'page' ? button('pay-at-bank', words.payAtBank) : undefined}${leave}${order.product === 'app' ? mishaps(words) : undefined}`
}

/** The page of an order that is over, or that never was. */
export function endPage(
  shell: Shell,
  says: 'paid' | 'atBank' | 'closed' | 'expired' | 'left' | 'unheard' | 'used' | 'unknown',
  more: { view?: CashierView; back?: string; again?: string; result?: string } = {},
): Page {
  const { words } = shell
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
    shell,
    html`<p id="state" class="${says}">${words[says]}</p>
      ${order}${shown}${wayBack}${anew}`,
  )
}
