// Tells before a run what is missing or wrong in a merchant's adapter: rings up two sales, plays
// cashier, buyer and back office once around, and holds every reply against the contract. It judges
// the form of the answers, not what the merchant does with the gateway: that is the run's part.
import { formatYuan, type Fen } from '../../server/values/money.ts'
import {
  readBelief,
  readCapabilities,
  readRefundBelief,
  type Belief,
  type CallAdapter,
  type Capabilities,
} from '../drives/merchant.ts'
import { OPERATIONS } from './operations.ts'
import { createProbe, type Finding, type Probe } from './probe.ts'

export interface CheckSurroundings {
  call: CallAdapter
  /** The payment code of a buyer who pays at once. */
  issueCode(): string
  /** The order numbers under which an amount has reached the gateway. */
  numbersOf(amountFen: Fen): readonly string[]
  gatewayUrl: string
  /** Lets so many ms pass for the shop. */
  sleep(durationMs: number): Promise<void>
  /** The same in real time, which starting a program takes. */
  wait(durationMs: number): Promise<void>
  /** Real ms, to see whether a call waits for the payment. */
  now(): number
}

const BARCODE_SALE = 'check-barcode'
const BARCODE: Fen = 1_234
const REFUND: Fen = 234
const QR: Fen = 1_357
/** How long a healthy gateway may take to show in a shop's books. */
const LOOKS = 20
const LOOK_EVERY_MS = 1_000
const MAX_SALE_MS = 3_000

const POINT_AT = 'point its gateway URL and keys at the simulator'

interface Stage extends CheckSurroundings {
  probe: Probe
}

/** Everything that was found, in the order of the calls. */
export async function checkAdapter(surroundings: CheckSurroundings): Promise<readonly Finding[]> {
  const stage: Stage = { ...surroundings, probe: createProbe(surroundings.call) }
  const { probe } = stage
  if (!(await probe.ask(OPERATIONS.capabilities, [200]))) return probe.findings
  const capabilities = await readCapabilities(stage.call)
  await probe.ask(OPERATIONS.readSale, [404], { path: '/sales/never-rung-up' })
  const offers = (op: string) => capabilities.ops?.includes(op) ?? true
  if (offers('PAY')) await checkBarcode(stage, capabilities)
  if (offers('PRECREATE')) await checkQr(stage)
  await checkBackOffice(stage, capabilities)
  if (capabilities.supports.restart) await checkRestart(stage)
  return probe.findings
}

async function checkBarcode(stage: Stage, capabilities: Capabilities): Promise<void> {
  const { probe } = stage
  const id = BARCODE_SALE
  const body = saleBody(id, BARCODE, 'barcode', stage.issueCode())
  if (!(await ringUp(stage, body))) return
  await probe.ask(OPERATIONS.startSale, [409], { body })
  const paid = await lookUntil(stage, id, ({ status }) => status === 'PAID')
  const [number] = stage.numbersOf(BARCODE)
  if (number === undefined) {
    const what = `no PAY over ${formatYuan(BARCODE)} reached ${stage.gatewayUrl}`
    probe.wrong(OPERATIONS.startSale, 'amount', what, `${POINT_AT}, and send the amount as it is`)
    return
  }
  if (!paid) return
  checkPaid(stage, paid, number, capabilities)
  await probe.ask(OPERATIONS.payAgain, [409], {
    path: `/sales/${id}/pay-again`,
    body: { auth_code: stage.issueCode() },
  })
  await probe.ask(OPERATIONS.manualQuery, [200], { body: { out_trade_no: number } })
  await checkRefund(stage, id)
}

function checkPaid(
  { probe }: Stage,
  { attempts, effects }: Belief,
  number: string,
  { supports }: Capabilities,
): void {
  if (!attempts.some(({ outTradeNo }) => outTradeNo === number)) {
    const what = `must name ${number}, the number that the gateway saw`
    const remedy = 'list every out_trade_no of the sale, oldest first'
    probe.wrong(OPERATIONS.readSale, 'attempts', what, remedy)
  }
  if (supports.effects === false) return
  const paid = effects.filter(({ type }) => type === 'PAID')
  if (paid.length === 1 && paid[0]?.amountFen === BARCODE) return
  const what = `must hold one PAID over ${formatYuan(BARCODE)}; it holds ${paid.length}`
  const remedy = 'list the entries of your own books, or declare supports.effects: false'
  probe.wrong(OPERATIONS.readSale, 'effects', what, remedy)
}

async function checkRefund(stage: Stage, saleId: string): Promise<void> {
  const { probe } = stage
  const body = { refund_id: 'check-refund', sale_id: saleId, amount: formatYuan(REFUND) }
  if (!(await probe.ask(OPERATIONS.refund, [202], { body }))) return
  let status: string | undefined
  for (let looks = 0; looks < LOOKS && status !== 'REFUNDED'; looks += 1) {
    await stage.sleep(LOOK_EVERY_MS)
    const path = '/refunds/check-refund'
    const reply = await probe.ask(OPERATIONS.readRefund, [200], { path })
    if (!reply) return
    status = readRefundBelief(reply)?.status
  }
  if (status !== 'REFUNDED') {
    const what = `must become REFUNDED; it said ${status} for ${LOOKS} s`
    probe.wrong(OPERATIONS.readRefund, 'status', what, POINT_AT)
    return
  }
  const sale = await lookUntil(stage, saleId, (belief) => belief.status === 'REFUNDED')
  if (!sale || sale.refundedFen === REFUND) return
  const what = `must be "${formatYuan(REFUND)}" after that refund`
  const remedy = 'give the sum of all refunds that were made'
  probe.wrong(OPERATIONS.readSale, 'refunded', what, remedy)
}

/** Comes last: until the shop is back nothing else can be asked. */
async function checkRestart({ probe, call, wait }: Stage): Promise<void> {
  const path = `/sales/${BARCODE_SALE}`
  const before = await call('GET', path)
  if (!(await probe.ask(OPERATIONS.restart, [202], { body: {} }))) return
  let isBack = false
  for (let looks = 0; looks < LOOKS && !isBack; looks += 1) {
    await wait(LOOK_EVERY_MS / 2)
    isBack = (await call('GET', '/capabilities')).status === 200
  }
  if (isBack && (await call('GET', path)).status === before.status) return
  const what = isBack ? 'must keep its sales; it forgot one' : 'must be back within 10 s'
  const remedy = 'keep state in a file, listen on the same port; or declare supports.restart: false'
  probe.wrong(OPERATIONS.restart, '', what, remedy)
}

async function checkQr(stage: Stage): Promise<void> {
  const { probe } = stage
  const id = 'check-qr'
  if (!(await ringUp(stage, saleBody(id, QR, 'qr')))) return
  const shown = await lookUntil(stage, id, ({ qrCode }) => qrCode !== undefined, 'qr_code')
  if (!shown) return
  const path = `/sales/${id}/cancel`
  if (!(await probe.ask(OPERATIONS.cancelSale, [202], { path, body: {} }))) return
  await lookUntil(stage, id, ({ status }) => status === 'UNPAID' || status === 'REVERSED')
}

async function checkBackOffice({ probe }: Stage, { roles, supports }: Capabilities): Promise<void> {
  await probe.ask(OPERATIONS.manualItems, [200])
  await probe.ask(OPERATIONS.resolve, [404, 409], {
    path: '/manual-items/never-handed-over/resolve',
    body: { decision: 'close' },
  })
  await probe.ask(OPERATIONS.alerts, [200])
  if (roles.includes('isv')) await probe.ask(OPERATIONS.authorizeToken, [202], { body: {} })
  if (supports.recon) {
    // The day before the simulator's first: most shops will find no bill, and may say so.
    await probe.ask(OPERATIONS.reconcile, [200, 409], { body: { date: '2026-01-01' } })
  }
}

async function ringUp({ probe, now }: Stage, body: { kind: string }): Promise<boolean> {
  const startedMs = now()
  const reply = await probe.ask(OPERATIONS.startSale, [202], { body })
  const tookMs = Math.round(now() - startedMs)
  if (reply && tookMs > MAX_SALE_MS) {
    const what = `must not wait for the payment; it took ${tookMs} ms`
    probe.wrong(OPERATIONS.startSale, '', what, 'answer 202 first, and pay in the background')
  }
  return reply !== undefined
}

const saleBody = (id: string, amountFen: Fen, kind: 'barcode' | 'qr', authCode?: string) => ({
  sale_id: id,
  amount: formatYuan(amountFen),
  subject: 'adapter check',
  kind,
  ...(authCode !== undefined && { auth_code: authCode }),
  ...(kind === 'qr' && { expiry_s: 60 }),
})

/** Looks until the sale is as wanted; `undefined` after writing down what stands in the way. */
async function lookUntil(
  { probe, sleep }: Stage,
  id: string,
  isThere: (belief: Belief) => boolean,
  field = 'status',
): Promise<Belief | undefined> {
  let last: Belief | undefined
  for (let looks = 0; looks < LOOKS; looks += 1) {
    await sleep(LOOK_EVERY_MS)
    const reply = await probe.ask(OPERATIONS.readSale, [200], { path: `/sales/${id}` })
    if (!reply) return undefined
    last = readBelief(reply)
    if (last && isThere(last)) return last
  }
  const what = `of ${id}: said ${last?.status} for ${LOOKS} s and never what it should`
  probe.wrong(OPERATIONS.readSale, field, what, POINT_AT)
  return undefined
}
