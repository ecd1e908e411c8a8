// Plays one sale of a scenario: opens the sale, lets faults, buyer and cashier do their part, and
// looks at what the merchant says until everything around the sale has gone quiet.
import type { Activity } from './activity.ts'
import type { Drive } from './drive.ts'
import { readBelief, readRefundBelief, type Belief } from '../adapter/merchant.ts'
import { openPage } from './browser.ts'
import { lookAtBatches } from './batches.ts'
import { makeMoves, movesAhead } from './moves.ts'
import { LONGEST_EXPIRY_MS, ringUp } from './ring-up.ts'
import type { Mark, Sale, Stage } from './stage.ts'
import { kindAt } from '../scenario/scenario.ts'
import { channelOfKind } from '../trace/opening.ts'

/** Nothing for so long, and nothing due for so long: the sale has come to rest. */
const QUIET_MS = 20_000
/** How soon after an outage a cancel that was due must have come (CAN-06), and a slow machine's lateness on top. */
const QUEUE_MS = 140_000
/** Without any traffic for so long, a sale lies still. */
const STILL_MS = 3_000
/** Between two looks at a sale that has ended and lies still. */
const SELDOM_MS = 6_000
const OPEN: ReadonlySet<string> = new Set(['PENDING', 'UNKNOWN', 'ESCALATED'])

/** `quiescent`, or `timed-out` when the wall came first. */
export async function playSale(
  drive: Drive,
  activity: Activity,
  sale: Sale,
): Promise<'quiescent' | 'timed-out'> {
  const { script } = sale
  const stage: Stage = {
    drive,
    activity,
    sale,
    startedMs: drive.world.elapsed(),
    belief: undefined,
    shown: undefined,
    qrCode: undefined,
    payUrl: undefined,
    seen: '',
    reply: undefined,
    firstMs: {},
    refunds: new Map(),
    batches: [],
    pending: [...script.moves],
    movedMs: 0,
    neverSold: new Set(),
    otherTillsOrder: undefined,
    wayBack: undefined,
  }
  await openSale(stage)
  for (;;) {
    await drive.world.refresh()
    await makeMoves(stage)
    await look(stage)
    const passedMs = drive.world.elapsed() - stage.startedMs
    if (await isAtRest(stage)) return 'quiescent'
    if (passedMs > sale.wallMs) return 'timed-out'
    await drive.sleep(untilNextLook(stage))
  }
}

/** Around a sale that has ended and lies still there is little to see: it is looked at less often. */
function untilNextLook(stage: Stage): number {
  const { activity, belief, drive, sale } = stage
  const stillMs = activity.stillFor(sale.amountFen)
  const isOpen = belief === undefined || OPEN.has(belief.status)
  const hasMoved = drive.world.elapsed() - stage.movedMs < STILL_MS
  if (isOpen || hasMoved || stillMs < STILL_MS || movesAhead(stage)) return drive.lookEveryMs
  const untilQuietMs = Math.ceil(QUIET_MS - stillMs)
  return Math.max(drive.lookEveryMs, Math.min(SELDOM_MS, untilQuietMs))
}

async function isAtRest(stage: Stage): Promise<boolean> {
  const { activity, sale, belief, startedMs, drive } = stage
  if (movesAhead(stage) || drive.world.elapsed() - stage.movedMs < quietAfterMoves(stage))
    return false
  if (!(await activity.isQuiet(sale.amountFen, QUIET_MS))) return false
  // An order that nobody has paid yet is judged once it has died, not while somebody still might.
  if (sale.script.kind === 'barcode' || belief?.status !== 'PENDING') return true
  const livesMs = sale.script.expires ?? LONGEST_EXPIRY_MS
  return drive.world.elapsed() > startedMs + livesMs + QUIET_MS
}

/** Until the merchant knows the end, what an outage has held up may still come out of its queue. */
function quietAfterMoves({ sale, belief }: Stage): number {
  const isOpen = belief === undefined || OPEN.has(belief.status)
  return isOpen && sale.script.moves.some((move) => move.do === 'outage') ? QUEUE_MS : QUIET_MS
}

async function openSale(stage: Stage): Promise<void> {
  const { drive, sale } = stage
  const { saleId, again, scenario, amountFen, script, wallet, merchantId } = sale
  const goodsIds = script.items?.map(({ id }) => id)
  const channel = channelOfKind(kindAt(wallet, script.kind))
  const paidWith = wallet === 'alipay' ? {} : { wallet }
  const forWhom = merchantId === undefined ? {} : { merchant: merchantId }
  const opened = { saleId, again, scenario, channel, amountFen, ...paidWith, ...forWhom, goodsIds }
  drive.world.note({ kind: 'sale', ...opened })
  for (const { fault, options, match } of script.faults) {
    await drive.world.addFault({ fault, options, match: { ...match, amountFen } })
  }
  await ringUp(stage, 'sale', script.buyer)
}

/** Reads what the merchant says, and writes it down where it differs from before. */
async function look(stage: Stage): Promise<void> {
  const { drive, sale, activity } = stage
  const { saleId, amountFen } = sale
  if (activity.isCancelling(amountFen)) stage.firstMs.cancelling ??= drive.world.elapsed()
  const reply = await drive.call('GET', `/sales/${encodeURIComponent(saleId)}`)
  // Mostly a merchant says what it said before: nothing to read again.
  const belief = reply.text === stage.reply ? undefined : readBelief(reply)
  if (belief) {
    stage.reply = reply.text
    stage.belief = belief
    const { qrCode, payUrl, ...rest } = belief
    stage.qrCode = qrCode ?? stage.qrCode
    stage.payUrl = payUrl ?? stage.payUrl
    const now = drive.world.elapsed()
    const isShownFirst = payUrl !== undefined && stage.firstMs.qr === undefined
    for (const mark of marksOf(belief)) stage.firstMs[mark] ??= now
    // A code on a counter is seen by everybody; a page somebody has to open.
    if (isShownFirst && sale.script.kind === 'qr') await openPage(stage)
    const text = JSON.stringify(rest)
    if (text !== stage.seen) drive.world.note({ kind: 'belief', saleId, ...rest })
    stage.seen = text
  }
  await lookForUnknownOrders(stage)
  for (const [refundId, before] of stage.refunds) {
    const reply = await drive.call('GET', `/refunds/${encodeURIComponent(refundId)}`)
    const refund = readRefundBelief(reply)
    if (!refund || refund.status === before) continue
    stage.refunds.set(refundId, refund.status)
    drive.world.note({ kind: 'refund-belief', refundId, saleId, ...refund })
  }
  await lookAtBatches(stage)
}

/** An order that was never sold here, and of which a notification told, must not be in the books. */
async function lookForUnknownOrders({ drive, neverSold }: Stage): Promise<void> {
  for (const number of neverSold) {
    const shown = readBelief(await drive.call('GET', `/sales/${encodeURIComponent(number)}`))
    if (!shown) continue
    const { qrCode: _qrCode, payUrl: _payUrl, ...rest } = shown
    drive.world.note({ kind: 'belief', saleId: number, ...rest })
    neverSold.delete(number)
  }
}

const MARKED: Partial<Record<Belief['status'], Mark>> = {
  PAID: 'paid',
  UNPAID: 'given-up',
  REVERSED: 'given-up',
  ESCALATED: 'escalated',
  UNKNOWN: 'escalated',
  REFUNDED: 'refunded',
}

function marksOf({ status, qrCode, payUrl }: Belief): Mark[] {
  const mark = MARKED[status]
  return [...(qrCode || payUrl ? (['qr'] as const) : []), ...(mark ? [mark] : [])]
}
