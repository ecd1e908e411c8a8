// The part of the adapter check about payment codes: a payment, two refunds of it, and a sale that
// nobody pays, which shows whether the shop answers before the payment has ended.
import { formatYuan, type Fen } from '../../../server/values/money.ts'
import { readBelief, readRefundBelief, type Belief, type Capabilities } from '../merchant.ts'
import {
  callsOver,
  LOOK_EVERY_MS,
  LOOKS,
  lookUntil,
  POINT_AT,
  ringUp,
  saleBody,
  type Stage,
  usualCode,
} from './stage.ts'
import type { Wallet } from '../../scenario/scenario.ts'
import { EFFECT_TYPES } from '../contract.ts'
import { OPERATIONS } from '../operations.ts'
import type { Complaint } from '../probe.ts'

export const BARCODE_SALE = 'check-barcode'
const BARCODE: Fen = 1_234
const REFUNDS: readonly Fen[] = [234, 111]
const PENDING: Fen = 1_413
const OTHER: Fen = 1_579

export async function checkBarcode(stage: Stage, capabilities: Capabilities): Promise<void> {
  const { probe } = stage
  const id = BARCODE_SALE
  const body = saleBody(stage, { id, amountFen: BARCODE }, 'barcode', usualCode(stage, 'at-once'))
  if (!(await ringUp(stage, body))) return
  await probe.ask(OPERATIONS.startSale, [409], { body })
  const paid = await lookUntil(stage, id, {
    isThere: ({ status }) => status === 'PAID',
    should: { en: 'must become PAID', zh: '必须变为 PAID' },
  })
  const [number] = numbersOver(stage, BARCODE)
  if (number === undefined) return complainOfNoPay(stage, BARCODE)
  if (!paid) return
  checkAttempts(stage, paid, number)
  checkEffects(stage, paid, capabilities, [['PAID', BARCODE]])
  await probe.ask(OPERATIONS.payAgain, [409], {
    path: `/sales/${id}/pay-again`,
    body: { auth_code: usualCode(stage, 'at-once') },
  })
  await probe.ask(OPERATIONS.manualQuery, [200], { body: { out_trade_no: number } })
  await checkRefunds(stage, capabilities)
  await checkPending(stage, capabilities)
}

function complainOfNoPay({ probe, gatewayUrl }: Stage, amountFen: Fen): void {
  probe.wrong(OPERATIONS.startSale, {
    field: 'amount',
    what: {
      en: `no PAY over ${formatYuan(amountFen)} reached ${gatewayUrl}`,
      zh: `${gatewayUrl} 没有收到金额为 ${formatYuan(amountFen)} 的 PAY`,
    },
    remedy: {
      en: `${POINT_AT.en}, and send the amount as it is`,
      zh: `${POINT_AT.zh}，金额原样发送`,
    },
  })
}

/** A shop that declares more wallets is shown a code of each. */
export async function checkOtherWallets(stage: Stage): Promise<void> {
  // The old gateway has pages, and no codes.
  const others = stage.wallets.slice(1).filter((wallet) => wallet !== 'mapi')
  for (const [place, wallet] of others.entries())
    await checkWallet(stage, wallet, { id: `check-${wallet}`, amountFen: OTHER + place * 11 })
}

async function checkWallet(
  stage: Stage,
  wallet: Wallet,
  { id, amountFen }: { id: string; amountFen: Fen },
): Promise<void> {
  const code = stage.issueCode('at-once', wallet)
  const body = saleBody(stage, { id, amountFen, wallet }, 'barcode', code)
  if (!(await ringUp(stage, body))) return
  const paid = await lookUntil(stage, id, {
    isThere: ({ status }) => status === 'PAID',
    should: {
      en: `must become PAID: it is paid with ${wallet}, which families names`,
      zh: `必须变为 PAID：用 ${wallet} 付款，families 已声明`,
    },
  })
  if (paid && numbersOver(stage, amountFen).length === 0) complainOfNoPay(stage, amountFen)
}

function numbersOver({ seen }: Stage, amountFen: Fen): string[] {
  return callsOver(seen(), formatYuan(amountFen)).flatMap(({ outTradeNo }) => outTradeNo ?? [])
}

function checkAttempts({ probe }: Stage, { attempts }: Belief, number: string): void {
  if (attempts.some(({ outTradeNo }) => outTradeNo === number)) return
  const held = attempts.map(({ outTradeNo }) => outTradeNo).join(', ')
  probe.wrong(OPERATIONS.readSale, {
    field: 'attempts',
    what: {
      en: `must name ${number}, the number that the gateway saw; it names ${held || 'none'}`,
      zh: `必须列出网关收到的订单号 ${number}；现在列出的是 ${held || '空'}`,
    },
    remedy: {
      en: 'list every out_trade_no of the sale, oldest first',
      zh: '列出该订单用过的每个 out_trade_no，最早的在前',
    },
  })
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
  const wantedTypes = shown(wanted)
  if (held.toSorted().join() === wantedTypes.toSorted().join()) return
  const count = held.length === 1 ? '1 entry' : `${held.length} entries`
  const holds =
    held.length === 0
      ? { en: 'nothing', zh: '为空' }
      : { en: `${count}: ${held.join(', ')}`, zh: `有 ${held.length} 条：${held.join('、')}` }
  probe.wrong(OPERATIONS.readSale, {
    field: 'effects',
    what: {
      en: `must hold ${wantedTypes.join(', ')}; it holds ${holds.en}; types are ${EFFECT_TYPES.join(', ')}`,
      zh: `必须包含 ${wantedTypes.join('、')}；现在${holds.zh}；可用的 type 有 ${EFFECT_TYPES.join('、')}`,
    },
    remedy: {
      en: 'list the entries of your own books, one for each payment and each refund, or declare supports.effects: false',
      zh: '列出自己账上的记录，每笔支付、每次退款各一条；或声明 supports.effects: false',
    },
  })
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
      should: {
        en: 'must be REFUNDED once anything was given back, the whole or a part',
        zh: '发生退款后（全额或部分）必须是 REFUNDED',
      },
      remedy: {
        en: 'show REFUNDED after every refund; how much it was is said by refunded',
        zh: '每次退款后都显示 REFUNDED；退了多少由 refunded 表示',
      },
    })
    if (!sale) return
    checkEffects(stage, sale, capabilities, entries)
    if (sale.refundedFen === sumFen) continue
    probe.wrong(OPERATIONS.readSale, wrongSum(sumFen, place + 1, sale.refundedFen))
    return
  }
}

function wrongSum(sumFen: Fen, refunds: number, shownFen: Fen): Complaint {
  const [sum, shown] = [formatYuan(sumFen), formatYuan(shownFen)]
  return {
    field: 'refunded',
    what: {
      en: `must be "${sum}", the sum of ${refunds} refund(s); it is "${shown}"`,
      zh: `必须是 ${refunds} 次退款之和 "${sum}"；现在是 "${shown}"`,
    },
    remedy: {
      en: 'give the sum of all refunds that were made',
      zh: '给出已完成的全部退款之和',
    },
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
  const what = {
    en: `must become REFUNDED; it said ${status} for ${LOOKS} s`,
    zh: `必须变为 REFUNDED；${LOOKS} 秒后仍是 ${status}`,
  }
  probe.wrong(OPERATIONS.readRefund, { field: 'status', what, remedy: POINT_AT })
  return false
}

/** Its buyer never types the password: a shop that waits for the end answers only after its cancel. */
async function checkPending(stage: Stage, capabilities: Capabilities): Promise<void> {
  const { probe } = stage
  const id = 'check-pending'
  const code = usualCode(stage, 'never')
  const body = saleBody(stage, { id, amountFen: PENDING }, 'barcode', code)
  if (!(await ringUp(stage, body))) return
  const reply = await probe.ask(OPERATIONS.readSale, [200], { path: `/sales/${id}` })
  if (!reply || !readBelief(reply)) return
  // A shop that shows QR codes has its cashier's void tried with one.
  if (capabilities.ops?.includes('PRECREATE') ?? true) return
  await probe.ask(OPERATIONS.cancelSale, [202], { path: `/sales/${id}/cancel`, body: {} })
}
