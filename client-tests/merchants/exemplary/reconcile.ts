// The next day's look at the bill: every row against the books, and what the bill knows better is
// asked for at once (003:L50-58; 004:L228-232).
import type { BillRow, Books, Comparison, Discrepancy } from './bill-compare.ts'
import { fetchBill } from './fetch-bill.ts'
import { manualQuery } from './manual.ts'
import { paidAtOf } from './query.ts'
import type { Attempt } from './records.ts'
import { confirmRefund } from './refund.ts'
import { alert, chinaTime } from './shop.ts'
import type { Shop } from './shop.ts'
import { homeWalletsOf } from './ports.ts'
import { walletOf, type HomeWallet } from './wallet.ts'

export type Reconciliation = ({ rows: number } & Comparison) | { refused: string }

export async function reconcile(shop: Shop, date: string): Promise<Reconciliation> {
  const { decisions } = shop
  if (!decisions.fetchesBill) return { rows: 0, discrepancies: [], cancelRefunds: [] }
  const rows: BillRow[] = []
  const discrepancies: Discrepancy[] = []
  const cancelRefunds: string[] = []
  // Each wallet has a bill of its own, which knows nothing of the other's orders.
  for (const wallet of homeWalletsOf(shop.config)) {
    const books = booksOf(shop, date, wallet)
    const isBooked = books.paymentsOfDay.length + books.refundsOfDay.length > 0
    const bill = await fetchBill(shop, { date, wallet, isBooked })
    if ('refused' in bill) return bill
    const compared = decisions.compareBill(bill.rows, books)
    for (const one of compared.discrepancies)
      if (await holds(shop, one, date)) discrepancies.push(one)
    cancelRefunds.push(...compared.cancelRefunds)
    rows.push(...bill.rows)
  }
  await followUp(shop, discrepancies, new Set(rows.map(({ batchNo }) => batchNo)))
  if (discrepancies.length > 0)
    alert(shop, 'RECONCILIATION', `${date}: ${discrepancies.length} discrepancies`)
  return { rows: rows.length, discrepancies, cancelRefunds }
}

function booksOf({ config, decisions, store }: Shop, date: string, wallet: HomeWallet): Books {
  const isOfDay = (at: string) => at.startsWith(date)
  const refunds = store.refunds.all()
  // The bill is that of one account; money of another is in a bill of its own.
  const isOurs = (attempt: Attempt | undefined) =>
    attempt?.sellerId === config.sellerId && walletOf(attempt) === wallet
  const ofWallet = (outTradeNo: string) => {
    const attempt = store.attempts.get(outTradeNo)
    return attempt && walletOf(attempt) === wallet ? attempt : undefined
  }
  return {
    payment: ofWallet,
    refund: (outRequestNo) =>
      refunds.find((one) => one.outRequestNo === outRequestNo && ofWallet(one.outTradeNo)),
    paymentsOfDay: store.attempts
      .all()
      .filter((attempt) => isOurs(attempt) && decisions.belongsInBill(attempt))
      .filter(({ openedAt, paidAt = chinaTime(openedAt) }) => isOfDay(paidAt))
      .map(({ outTradeNo }) => outTradeNo),
    refundsOfDay: refunds
      .filter(({ status, doneAt = '' }) => status === 'REFUNDED' && isOfDay(doneAt))
      .filter(({ outTradeNo }) => isOurs(store.attempts.get(outTradeNo)))
      .map(({ outRequestNo }) => outRequestNo),
    isCancelRefund: decisions.isCancelRefund,
  }
}

/** A payment that only the books have may belong to another day by the gateway's own clock. */
async function holds(shop: Shop, { type, ref }: Discrepancy, date: string): Promise<boolean> {
  if (type !== 'local_only' || shop.store.attempts.get(ref) === undefined) return true
  const paidAt = paidAtOf(await shop.gateway.query(ref))
  return paidAt === undefined || paidAt.startsWith(date)
}

/** Money that the books do not know of is asked for by its number, which corrects them. */
async function followUp(
  shop: Shop,
  discrepancies: readonly Discrepancy[],
  batchNos: ReadonlySet<string>,
): Promise<void> {
  for (const { type, ref } of discrepancies)
    if (type === 'remote_only' && shop.store.attempts.get(ref)) await manualQuery(shop, ref)
  for (const refund of shop.store.refunds.all())
    if (refund.status === 'ESCALATED' && batchNos.has(refund.outRequestNo))
      await confirmRefund(shop, refund)
}
