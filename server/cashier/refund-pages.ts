// The pages of a batch of refunds: what it would give back, and a field for the payment password.
import type { BatchView } from '../sandbox/sandbox.ts'
import { formatYuan } from '../values/money.ts'
import { html } from './html.ts'
import {
  alert,
  first,
  form,
  page,
  passwordField,
  problemOf,
  type Form,
  type Page,
  type Shell,
} from './page.ts'

/** More would only be scrolled past. */
const SHOWN_ITEMS = 20

export function refundPage(shell: Shell, view: BatchView, at: Form): Page {
  const { words } = shell
  const { batch, sellerName, problem } = view
  const { items, batchNo } = batch
  const totalFen = items.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const rows = items.slice(0, SHOWN_ITEMS).map(
    ({ tradeNo, amountFen }) =>
      html`<dt>${tradeNo}</dt>
        <dd>${formatYuan(amountFen)}</dd>`,
  )
  const more = items.length > SHOWN_ITEMS ? html`<p class="hint">…</p>` : undefined
  const summary = html`<dl>
      <div class="sum">
        <dt>${words.refundTotal}</dt>
        <dd id="amount">${formatYuan(totalFen)}</dd>
      </div>
      <dt>${words.refundBy}</dt>
      <dd>${sellerName}</dd>
      <dt>${words.batchNumber}</dt>
      <dd>${batchNo}</dd>
      <dt>${words.batchItems}</dt>
      <dd>${items.length}</dd>
    </dl>
    <dl>${rows}</dl>
    ${more}`
  const isAsked = batch.state === 'asked'
  const state = isAsked ? undefined : html`<p id="state" class="paid">${words.batchAccepted}</p>`
  const typed = html`${passwordField(words, words.merchantPasswordHint)}
  ${first('refund', words.refund)}`
  const body = html`${state}${summary}${alert(problemOf(words, problem))}${
    isAsked ? form(at, typed) : undefined
  }`
  return page(shell, body)
}

export const noBatchPage = (shell: Shell): Page =>
  page(shell, html`<p id="state" class="unknown">${shell.words.noBatch}</p>`)
