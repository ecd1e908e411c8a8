// Plays one story of a scenario: opens the sale, lets faults, buyer and cashier do their part, and
// looks at what the merchant says until everything around the sale has gone quiet.
import type { Move, Story } from '../../server/scenario/scenario.ts'
import { formatYuan, type Fen } from '../../server/values/money.ts'
import type { Activity } from './activity.ts'
import type { Drive } from './drive.ts'
import { readBelief, readRefundBelief, type AdapterReply, type Belief } from './merchant.ts'

/** Nothing for so long, and nothing due for so long: the sale has come to rest (section 0). */
const QUIET_MS = 20_000
const LONGEST_EXPIRY_MS = 120_000

export interface Sale {
  saleId: string
  scenario: string
  amountFen: Fen
  story: Story
  wallMs: number
}

/** The running state of one story. */
interface Stage {
  drive: Drive
  activity: Activity
  sale: Sale
  startedMs: number
  belief: Belief | undefined
  seen: string
  /** When the merchant was first seen to say so. */
  firstMs: { paid?: number; qr?: number }
  refunds: Map<string, string>
  pending: Move[]
}

/** `quiescent`, or `timed-out` when the wall came first. */
export async function playStory(
  drive: Drive,
  activity: Activity,
  sale: Sale,
): Promise<'quiescent' | 'timed-out'> {
  const { story } = sale
  const stage: Stage = {
    drive,
    activity,
    sale,
    startedMs: drive.world.elapsed(),
    belief: undefined,
    seen: '',
    firstMs: {},
    refunds: new Map(),
    pending: [...story.moves],
  }
  await openSale(stage)
  for (;;) {
    await drive.world.refresh()
    await makeMoves(stage)
    await look(stage)
    const passedMs = drive.world.elapsed() - stage.startedMs
    if (await isAtRest(stage)) return 'quiescent'
    if (passedMs > sale.wallMs) return 'timed-out'
    await drive.sleep(drive.lookEveryMs)
  }
}

async function isAtRest(stage: Stage): Promise<boolean> {
  const { pending, activity, sale, belief, startedMs, drive } = stage
  if (pending.length > 0 || !(await activity.isQuiet(sale.amountFen, QUIET_MS))) return false
  // A QR order is judged once its code has died, not while somebody might still scan it.
  if (sale.story.kind !== 'qr' || belief?.status !== 'PENDING') return true
  const livesMs = sale.story.expires ?? LONGEST_EXPIRY_MS
  return drive.world.elapsed() > startedMs + livesMs + QUIET_MS
}

async function openSale(stage: Stage): Promise<void> {
  const { drive, sale } = stage
  const { saleId, scenario, amountFen, story } = sale
  drive.world.note({ kind: 'sale', saleId, scenario, channel: story.kind, amountFen })
  for (const { fault, options, match } of story.faults) {
    await drive.world.addFault({ fault, options, match: { ...match, amountFen } })
  }
  await ringUp(stage, 'sale', story.buyer)
}

async function ringUp(stage: Stage, act: string, buyer: string | undefined): Promise<void> {
  const { saleId, amountFen, story } = stage.sale
  await ask(stage, act, 'POST', '/sales', {
    sale_id: saleId,
    amount: formatYuan(amountFen),
    subject: `conformance ${saleId}`,
    kind: story.kind,
    ...(story.kind === 'barcode' && { auth_code: await codeOf(stage, buyer) }),
    ...(story.kind === 'qr' && { expiry_s: (story.expires ?? LONGEST_EXPIRY_MS) / 1_000 }),
  })
}

const codeOf = ({ drive }: Stage, buyer = 'at-once') => drive.world.issueCode(buyer)

/** Calls the adapter for a person in the shop, and writes it down: "at once" counts from here. */
async function ask(
  { drive, sale }: Stage,
  act: string,
  method: 'GET' | 'POST',
  path: string,
  body: unknown,
  more: { refundId?: string; amountFen?: Fen } = {},
): Promise<AdapterReply> {
  const startedMs = drive.world.elapsed()
  const reply = await drive.call(method, path, body)
  const { saleId } = sale
  const said = { status: reply.status, reply: reply.text.slice(0, 500) }
  drive.world.note({ kind: 'adapter', saleId, act, startedMs, ...said, ...more })
  return reply
}

async function makeMoves(stage: Stage): Promise<void> {
  const now = stage.drive.world.elapsed()
  const due = stage.pending.filter((move) => {
    const from = move.once === undefined ? stage.startedMs : stage.firstMs[move.once]
    return from !== undefined && now >= from + move.after
  })
  stage.pending = stage.pending.filter((move) => !due.includes(move))
  for (const move of due) await make(stage, move)
}

async function make(stage: Stage, move: Move): Promise<void> {
  const { drive, sale, belief } = stage
  const path = `/sales/${encodeURIComponent(sale.saleId)}`
  const number = belief?.attempts.at(-1)?.outTradeNo ?? ''
  switch (move.do) {
    case 'pay-again': {
      const body =
        sale.story.kind === 'barcode' ? { auth_code: await codeOf(stage, move.buyer) } : {}
      await ask(stage, 'pay-again', 'POST', `${path}/pay-again`, body)
      return
    }
    case 'sell-again':
      return ringUp(stage, 'sell-again', move.buyer)
    case 'cashier-cancel':
      await ask(stage, 'cancel', 'POST', `${path}/cancel`, {})
      return
    case 'refund':
      return refund(stage, Math.floor((sale.amountFen * move.percent) / 100))
    case 'manual-query':
      await ask(stage, 'manual-query', 'POST', '/manual-query', { out_trade_no: number })
      return
    case 'resolve': {
      const item = `/manual-items/${encodeURIComponent(number)}/resolve`
      await ask(stage, 'resolve', 'POST', item, { decision: move.decision })
      return
    }
    case 'scan':
      if (belief?.qrCode) await drive.world.scan(belief.qrCode, move.buyer)
      return
    case 'inject': {
      const [outTradeNo] = [...stage.activity.numbersOf(sale.amountFen)].slice(-1)
      const { fault, options, status } = move
      if (outTradeNo) await drive.world.inject({ outTradeNo, fault, options, status })
    }
  }
}

async function refund(stage: Stage, amountFen: Fen): Promise<void> {
  const { saleId } = stage.sale
  const refundId = `${saleId}-r${stage.refunds.size + 1}`
  stage.refunds.set(refundId, '')
  const body = { refund_id: refundId, sale_id: saleId, amount: formatYuan(amountFen) }
  await ask(stage, 'refund', 'POST', '/refunds', body, { refundId, amountFen })
}

/** Reads what the merchant says, and writes it down where it differs from before. */
async function look(stage: Stage): Promise<void> {
  const { drive, sale } = stage
  const { saleId } = sale
  const belief = readBelief(await drive.call('GET', `/sales/${encodeURIComponent(saleId)}`))
  if (belief) {
    stage.belief = belief
    const { qrCode, ...said } = belief
    const now = drive.world.elapsed()
    if (belief.status === 'PAID') stage.firstMs.paid ??= now
    if (qrCode) stage.firstMs.qr ??= now
    const text = JSON.stringify(said)
    if (text !== stage.seen) drive.world.note({ kind: 'belief', saleId, ...said })
    stage.seen = text
  }
  for (const [refundId, before] of stage.refunds) {
    const reply = await drive.call('GET', `/refunds/${encodeURIComponent(refundId)}`)
    const said = readRefundBelief(reply)
    if (!said || said.status === before) continue
    stage.refunds.set(refundId, said.status)
    drive.world.note({ kind: 'refund-belief', refundId, saleId, ...said })
  }
}
