// The part of the adapter check about payment codes: a payment, two refunds of it, and a sale that
// nobody pays, which shows whether the shop answers before the payment has ended.
import { formatYuan, type Fen } from '../../../server/values/money.ts'
import {
  readBelief,
  readRefundBelief,
  type Belief,
  type Capabilities,
} from '../../drives/merchant.ts'
import {
  callsOver,
  LOOK_EVERY_MS,
  LOOKS,
  lookUntil,
  POINT_AT,
  ringUp,
  saleBody,
  type Stage,
} from './stage.ts'
import { EFFECT_TYPES } from '../contract.ts'
import { OPERATIONS } from '../operations.ts'

export const BARCODE_SALE = 'check-barcode'
const BARCODE: Fen = 1_234
const REFUNDS: readonly Fen[] = [234, 111]
const PENDING: Fen = 1_413

export async function checkBarcode(stage: Stage, capabilities: Capabilities): Promise<void> {
  const { probe } = stage
  const id = BARCODE_SALE
  const body = saleBody(id, BARCODE, 'barcode', stage.issueCode('at-once'))
  if (!(await ringUp(stage, body))) return
  await probe.ask(OPERATIONS.startSale, [409], { body })
  const paid = await lookUntil(stage, id, {
    isThere: ({ status }) => status === 'PAID',
    should: 'must become PAID',
  })
  const [number] = numbersOver(stage, BARCODE)
  if (number === undefined) {
    const what = `no PAY over ${formatYuan(BARCODE)} reached ${stage.gatewayUrl}`
    probe.wrong(OPERATIONS.startSale, 'amount', what, `${POINT_AT}, and send the amount as it is`)
    return
  }
  if (!paid) return
  checkAttempts(stage, paid, number)
  checkEffects(stage, paid, capabilities, [['PAID', BARCODE]])
  await probe.ask(OPERATIONS.payAgain, [409], {
    path: `/sales/${id}/pay-again`,
    body: { auth_code: stage.issueCode('at-once') },
  })
  await probe.ask(OPERATIONS.manualQuery, [200], { body: { out_trade_no: number } })
  await checkRefunds(stage, capabilities)
  await checkPending(stage, capabilities)
}

function numbersOver({ seen }: Stage, amountFen: Fen): string[] {
  return callsOver(seen(), formatYuan(amountFen)).flatMap(({ outTradeNo }) => outTradeNo ?? [])
}

function checkAttempts({ probe }: Stage, { attempts }: Belief, number: string): void {
  if (attempts.some(({ outTradeNo }) => outTradeNo === number)) return
  const held = attempts.map(({ outTradeNo }) => outTradeNo).join(', ') || 'none'
  const what = `must name ${number}, the number that the gateway saw; it names ${held}`
  const remedy = 'list every out_trade_no of the sale, oldest first'
  probe.wrong(OPERATIONS.readSale, 'attempts', what, remedy)
}

/** The entries must be exactly these, in any order. */
function checkEffects(
  { probe }: Stage,
  { effects }: Belief,
  { supports }: Capabilities,
  wanted: readonly (readonly [type: string, amountFen: Fen])[],
): void {
  if (supports.effects === false) return
  const shown = (entries: readonly (readonly [string, Fen])[]) =>
    entries.map(([type, amountFen]) => `${type} ${formatYuan(amountFen)}`)
  const held = shown(effects.map(({ type, amountFen }) => [type, amountFen]))
  const asked = shown(wanted)
  if (held.toSorted().join() === asked.toSorted().join()) return
  const count = held.length === 1 ? '1 entry' : `${held.length} entries`
  const what =
    `must hold ${asked.join(', ')}; it holds ${held.length === 0 ? 'nothing' : `${count}: ${held.join(', ')}`}` +
    `; types are ${EFFECT_TYPES.join(', ')}`
  const remedy =
    'list the entries of your own books, one for each payment and each refund, or declare supports.effects: false'
  probe.wrong(OPERATIONS.readSale, 'effects', what, remedy)
}

/** Two refunds, because one alone does not tell a sum from the last amount. */
async function checkRefunds(stage: Stage, capabilities: Capabilities): Promise<void> {
  const { probe } = stage
  let sumFen = 0
  const entries: [string, Fen][] = [['PAID', BARCODE]]
  for (const [place, amountFen] of REFUNDS.entries()) {
    if (!(await refund(stage, `check-refund-${place + 1}`, amountFen))) return
    sumFen += amountFen
    entries.push(['REFUNDED', amountFen])
    const sale = await lookUntil(stage, BARCODE_SALE, {
      isThere: ({ status }) => status === 'REFUNDED',
      should: 'must be REFUNDED once anything was given back, the whole or a part',
      remedy: 'show REFUNDED after every refund; how much it was is said by refunded',
    })
    if (!sale) return
    checkEffects(stage, sale, capabilities, entries)
    if (sale.refundedFen === sumFen) continue
    const what = `must be "${formatYuan(sumFen)}", the sum of ${place + 1} refund(s); it is "${formatYuan(sale.refundedFen)}"`
    const remedy = 'give the sum of all refunds that were made'
    probe.wrong(OPERATIONS.readSale, 'refunded', what, remedy)
    return
  }
}

async function refund(stage: Stage, refundId: string, amountFen: Fen): Promise<boolean> {
  const { probe } = stage
  const body = { refund_id: refundId, sale_id: BARCODE_SALE, amount: formatYuan(amountFen) }
  if (!(await probe.ask(OPERATIONS.refund, [202], { body }))) return false
  let status: string | undefined
  for (let looks = 0; looks < LOOKS && status !== 'REFUNDED'; looks += 1) {
    await stage.sleep(LOOK_EVERY_MS)
    const reply = await probe.ask(OPERATIONS.readRefund, [200], { path: `/refunds/${refundId}` })
    if (!reply) return false
    status = readRefundBelief(reply)?.status
  }
  if (status === 'REFUNDED') return true
  const what = `must become REFUNDED; it said ${status} for ${LOOKS} s`
  probe.wrong(OPERATIONS.readRefund, 'status', what, POINT_AT)
  return false
}

/** Its buyer never types the password: a shop that waits for the end answers only after its cancel. */
async function checkPending(stage: Stage, capabilities: Capabilities): Promise<void> {
  const { probe } = stage
  const id = 'check-pending'
  if (!(await ringUp(stage, saleBody(id, PENDING, 'barcode', stage.issueCode('never'))))) return
  const reply = await probe.ask(OPERATIONS.readSale, [200], { path: `/sales/${id}` })
  if (!reply || !readBelief(reply)) return
  // A shop that shows QR codes has its cashier's void tried with one.
  if (capabilities.ops?.includes('PRECREATE') ?? true) return
  await probe.ask(OPERATIONS.cancelSale, [202], { path: `/sales/${id}/cancel`, body: {} })
}
