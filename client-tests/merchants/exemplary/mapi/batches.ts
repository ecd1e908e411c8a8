// Refunds at the old gateway: asked for in batches, taken or refused whole, carried out one by one, and told by a
// notification. A batch without an answer is nobody's to guess: people submit the same one again (002:L103-105).
import type { BatchItem } from '../decisions/mapi.ts'
import type { Form } from '../decisions/notification.ts'
import type { Batch, Refund } from '../records.ts'
import { addRefundItem, bookRefund, failRefund, update } from '../refund-books.ts'
import { attemptOf, chinaTime } from '../shop.ts'
import type { Shop } from '../shop.ts'
import { yuan } from '../yuan.ts'
import type { BatchReply, OldGateway } from './port.ts'

const DAY_MS = 86_400_000

/** Sends these refunds, whose records are there, in as many batches as it takes. */
export async function sendRefunds(shop: Shop, refundIds: readonly string[]): Promise<void> {
  const items: BatchItem[] = []
  for (const refundId of refundIds) {
    const { outTradeNo, amountFen } = refundOf(shop, refundId)
    const tradeNo = await tradeNoOf(shop, outTradeNo)
    if (tradeNo !== undefined) items.push({ refundId, tradeNo, amountFen })
    else tellPeople(shop, [refundId], 'the gateway has not told the number of the trade')
  }
  const batches = shop.decisions.mapiBatches(items).map((part) => newBatch(shop, part))
  await Promise.all(batches.map(({ batchNo }) => send(shop, batchNo)))
}

/** The same batch once more, unchanged: because a person wants it. */
export async function submitAgain(shop: Shop, batchNo: string): Promise<void> {
  const batch = batchOf(shop, batchNo)
  for (const refundId of batch.refundIds)
    update(shop, refundId, ({ status }) => (status === 'ESCALATED' ? { status: 'PENDING' } : {}))
  await send(shop, batchNo)
}

/** After a restart nobody knows whether what was sent was answered. */
export function resumeBatch(shop: Shop, refundId: string): void {
  const { outRequestNo, tries } = refundOf(shop, refundId)
  const batch = shop.store.batches.get(outRequestNo)
  if (batch === undefined || tries === 0) void sendRefunds(shop, [refundId])
  else if (batch.state === 'sent') tellPeople(shop, [refundId], 'the shop was restarted')
  else void tellPeopleAfterADay(shop, batch.batchNo)
}

function newBatch(shop: Shop, items: readonly BatchItem[]): Batch {
  const { clock, decisions, store } = shop
  return store.transaction(() => {
    const count = (store.counters.get('batches') ?? 0) + 1
    store.counters.put('batches', count)
    const refundDate = chinaTime(clock.now())
    const day = refundDate.slice(0, 10).replaceAll('-', '')
    const numbered = (nth: number) => `${day}${String(nth).padStart(8, '0')}`
    const batch: Batch = {
      batchNo: decisions.mapiBatchNo(numbered(count), numbered(1)),
      refundDate,
      declared: decisions.mapiDeclaredItems(items.length),
      detail: items.map(({ tradeNo, amountFen }) => `${tradeNo}^${yuan(amountFen)}^退款`).join('#'),
      refundIds: items.map(({ refundId }) => refundId),
      state: 'sent',
      tries: 0,
    }
    store.batches.put(batch.batchNo, batch)
    for (const { refundId } of items)
      update(shop, refundId, () => ({ outRequestNo: batch.batchNo, tries: 1 }))
    return batch
  })
}

async function send(shop: Shop, batchNo: string): Promise<void> {
  const batch = changeBatch(shop, batchNo, ({ tries }) => ({ tries: tries + 1 }))
  const reply = await gatewayOf(shop).sendBatch(batch)
  await afterReply(shop, batch, reply)
}

async function afterReply(shop: Shop, batch: Batch, reply: BatchReply): Promise<void> {
  const { decisions } = shop
  if (reply.kind === 'unknown') return afterSilence(shop, batch, reply.why)
  // The number is known, so it was taken before: its news will come, or has.
  const isTaken = reply.kind === 'refused' && reply.code === 'DUPLICATE_BATCH_NO' && batch.tries > 1
  if (reply.kind === 'accepted' || isTaken) return accepted(shop, batch)
  if (reply.code === 'PARTNER_NOT_SIGN_PROTOCOL' && batch.tries <= decisions.mapiRepeatsOfRefused)
    return send(shop, batch.batchNo)
  if (decisions.mapiRefusedMeans === 'waits') return
  if (decisions.mapiRefusedMeans === 'refunded') return bookAll(shop, batch)
  // No notification will come (002:L76-77).
  changeBatch(shop, batch.batchNo, () => ({ state: 'refused' }))
  for (const refundId of batch.refundIds) fail(shop, refundId, reply.code)
}

function accepted(shop: Shop, batch: Batch): void {
  const { batchNo } = batch
  if (batchOf(shop, batchNo).state === 'done') return
  changeBatch(shop, batchNo, () => ({ state: 'accepted' }))
  if (shop.decisions.mapiAcceptedMeans === 'refunded') bookAll(shop, batch)
  void tellPeopleAfterADay(shop, batchNo)
}

function bookAll(shop: Shop, { refundIds }: Batch): void {
  for (const refundId of refundIds) bookRefund(shop, refundId)
}

async function tellPeopleAfterADay(shop: Shop, batchNo: string): Promise<void> {
  await shop.clock.sleep(DAY_MS)
  const { refundIds, state } = batchOf(shop, batchNo)
  if (state === 'accepted') tellPeople(shop, refundIds, 'no notification for 24 hours')
}

async function afterSilence(shop: Shop, batch: Batch, why: string): Promise<void> {
  const { mapiAnewAfterMs } = shop.decisions
  tellPeople(shop, batch.refundIds, why)
  if (!Number.isFinite(mapiAnewAfterMs)) return
  await shop.clock.sleep(mapiAnewAfterMs)
  await sendRefunds(shop, batch.refundIds)
}

function tellPeople(shop: Shop, refundIds: readonly string[], why: string): void {
  for (const refundId of refundIds) {
    const refund = refundOf(shop, refundId)
    if (refund.status !== 'PENDING' && refund.status !== 'ESCALATED') continue
    update(shop, refundId, () => ({ status: 'ESCALATED' }))
    addRefundItem(shop, refund, why)
  }
}

/** Of a genuine `batch_refund_notify`: each item by itself (002:L73). False for a batch of somebody else. */
export function hearOfBatch(shop: Shop, form: Form): boolean {
  const batch = shop.store.batches.get(form['batch_no'] ?? '')
  if (batch === undefined) return false
  for (const text of (form['result_details'] ?? '').split('#')) {
    // What is behind `$` tells of fees.
    const [tradeNo = '', , code = ''] = (text.split('$')[0] ?? '').split('^')
    const refundId = batch.refundIds.find(
      (one) => tradeNoKnown(shop, refundOf(shop, one).outTradeNo) === tradeNo,
    )
    if (refundId === undefined) continue
    if (code === 'SUCCESS') bookRefund(shop, refundId)
    else fail(shop, refundId, code)
  }
  changeBatch(shop, batch.batchNo, () => ({ state: 'done' }))
  return true
}

const WORDS: Readonly<Record<string, string>> = {
  TRADE_HAS_FINISHED: 'ACQ.TRADE_HAS_FINISHED',
  TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
}

/** A refusal is for people, too: somebody waits for this money. */
function fail(shop: Shop, refundId: string, code: string): void {
  const refund = refundOf(shop, refundId)
  if (refund.status === 'REFUNDED') return
  const subCode = WORDS[code] ?? `MAPI.${code}`
  failRefund(shop, refund, { kind: 'answered', code: '40004', subCode, fields: {} })
  addRefundItem(shop, refund, code)
}

const tradeNoKnown = ({ store }: Shop, outTradeNo: string) => attemptOf(store, outTradeNo).gatewayNo

/** Notifications and queries tell it. */
async function tradeNoOf(shop: Shop, outTradeNo: string): Promise<string | undefined> {
  if (tradeNoKnown(shop, outTradeNo) === undefined) await shop.gateway.query(outTradeNo)
  return tradeNoKnown(shop, outTradeNo)
}

function gatewayOf({ mapi }: Shop): OldGateway {
  if (mapi === undefined) throw new Error('the shop has no account at the old gateway')
  return mapi
}

function refundOf({ store }: Shop, refundId: string): Refund {
  const refund = store.refunds.get(refundId)
  if (refund === undefined) throw new Error(`no refund ${refundId} in the store`)
  return refund
}

function batchOf({ store }: Shop, batchNo: string): Batch {
  const batch = store.batches.get(batchNo)
  if (batch === undefined) throw new Error(`no batch ${batchNo} in the store`)
  return batch
}

function changeBatch(shop: Shop, batchNo: string, changes: (old: Batch) => Partial<Batch>): Batch {
  return shop.store.transaction(() => {
    const old = batchOf(shop, batchNo)
    const changed = { ...old, ...changes(old) }
    shop.store.batches.put(batchNo, changed)
    return changed
  })
}
