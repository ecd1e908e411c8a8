// What every part of the adapter check works with: the shop, the gateway's side of it, and looking at a
// sale until it is as it should be.
import { isOneOf, type Op } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import type { Wallet } from '../../scenario/scenario.ts'
import { formatYuan, type Fen } from '../../../server/values/money.ts'
import { readBelief, type Belief, type CallAdapter } from '../merchant.ts'
import { COUNTER_OPS } from '../../trace/opening.ts'
import type { LocalizedText } from '../../rules/rule.ts'
import { OPERATIONS } from '../operations.ts'
import type { Probe } from '../probe.ts'
import { soldAt } from '../sold-at.ts'

/** A call that has reached the gateway. */
export interface SeenCall {
  op: Op | undefined
  outTradeNo: string | undefined
  amountFen: Fen | undefined
}

export interface CheckSurroundings {
  call: CallAdapter
  /** The payment code of a buyer who pays at once, or who never types the password. */
  issueCode(pays: 'at-once' | 'never', wallet: Wallet): string
  /** Everything that has reached the gateway, oldest first. */
  seen(): readonly SeenCall[]
  gatewayUrl: string
  /** The `--scale` that was asked for. */
  wantedScale: number | undefined
  /** Lets so many ms pass for the shop. */
  sleep(durationMs: number): Promise<void>
  /** The same in real time, which starting a program takes. */
  wait(durationMs: number): Promise<void>
  /** Real ms, to see whether a call waits for the payment. */
  now(): number
}

export interface Stage extends CheckSurroundings {
  probe: Probe
  /** Those that the shop takes; the first one pays for all but one sale. */
  wallets: readonly Wallet[]
}

/** How long a healthy gateway may take to show in a shop's books. */
export const LOOKS = 20
export const LOOK_EVERY_MS = 1_000
const MAX_SALE_MS = 3_000

/** A code of the wallet that the shop takes first. */
export const usualCode = (
  { issueCode, wallets: [wallet = 'alipay'] }: Stage,
  pays: 'at-once' | 'never',
) => issueCode(pays, wallet)

export const POINT_AT: LocalizedText = {
  en: 'point its gateway URL and keys at the simulator',
  zh: '把商户的网关地址和密钥指向模拟器',
}

export type SaleBody = { kind: string; sale_id: string; amount: string }

/** Rings a sale up, which must be answered at once. */
export async function ringUp(stage: Stage, body: SaleBody): Promise<boolean> {
  const { probe, call, now } = stage
  const startedMs = now()
  const reply = await call('POST', '/sales', body)
  const tookMs = Math.round(now() - startedMs)
  const waited = waitedFor(stage, body, tookMs)
  if (waited !== undefined) {
    probe.wrong(OPERATIONS.startSale, {
      what: {
        en: `must not wait for the payment; ${waited.en}`,
        zh: `不能等到支付结束才应答；${waited.zh}`,
      },
      remedy: { en: 'answer 202 first, and pay in the background', zh: '先应答 202，再在后台支付' },
    })
    return false
  }
  return probe.take(OPERATIONS.startSale, [202], reply) !== undefined
}

/** How one sees that the answer came only after the payment had ended. */
function waitedFor(
  { seen }: Stage,
  { amount, sale_id }: SaleBody,
  tookMs: number,
): LocalizedText | undefined {
  const calls = callsOver(seen(), amount)
  if (calls.some(({ op }) => op === 'CANCEL')) {
    return {
      en: `${sale_id} was cancelled at the gateway before the answer came`,
      zh: `应答之前，${sale_id} 已在网关被撤销`,
    }
  }
  if (tookMs <= MAX_SALE_MS) return undefined
  return { en: `it took ${tookMs} ms`, zh: `耗时 ${tookMs} 毫秒` }
}

/** What the check looks at of a trace. */
export function seenIn({ exchanges }: Trace): SeenCall[] {
  return exchanges.map(({ op, ids, amountFen }) => ({ op, outTradeNo: ids.outTradeNo, amountFen }))
}

/** The calls about the orders over an amount. */
export function callsOver(seen: readonly SeenCall[], amount: string): readonly SeenCall[] {
  const opening = seen.filter(
    ({ op, amountFen }) =>
      isOneOf(COUNTER_OPS, op) && amountFen !== undefined && formatYuan(amountFen) === amount,
  )
  const numbers = new Set(opening.map(({ outTradeNo }) => outTradeNo))
  return seen.filter(({ outTradeNo }) => outTradeNo !== undefined && numbers.has(outTradeNo))
}

/** Sold where the shop sells first, unless told otherwise. */
export const saleBody = (
  { wallets: [first = 'alipay'] }: Pick<Stage, 'wallets'>,
  { id, amountFen, wallet = first }: { id: string; amountFen: Fen; wallet?: Wallet },
  kind: 'barcode' | 'qr' | 'web',
  authCode?: string,
) => ({
  sale_id: id,
  amount: formatYuan(amountFen),
  subject: 'adapter check',
  kind,
  ...soldAt(wallet),
  ...(authCode !== undefined && { auth_code: authCode }),
  ...(kind !== 'barcode' && { expiry_s: 60 }),
})

interface Wanted {
  isThere: (belief: Belief) => boolean
  /** Says that it will not come any more, and why. */
  whyNever?: (belief: Belief) => { what: LocalizedText; remedy: LocalizedText } | undefined
  field?: string
  /** What the sale should be, in words. */
  should: LocalizedText
  remedy?: LocalizedText
}

/** Looks until the sale is as wanted; `undefined` after writing down what stands in the way. */
export async function lookUntil(
  { probe, sleep }: Stage,
  id: string,
  { isThere, whyNever, field = 'status', should, remedy = POINT_AT }: Wanted,
): Promise<Belief | undefined> {
  let last: Belief | undefined
  for (let looks = 0; looks < LOOKS; looks += 1) {
    await sleep(LOOK_EVERY_MS)
    const reply = await probe.ask(OPERATIONS.readSale, [200], { path: `/sales/${id}` })
    if (!reply) return undefined
    last = readBelief(reply)
    if (last && isThere(last)) return last
    const never = last && looks > 0 ? whyNever?.(last) : undefined
    if (!never) continue
    probe.wrong(OPERATIONS.readSale, { field, ...never })
    return undefined
  }
  const what = {
    en: `of ${id} ${should.en}; after ${LOOKS} s the sale is still ${last?.status}`,
    zh: `${id} ${should.zh}；${LOOKS} 秒后订单仍是 ${last?.status}`,
  }
  probe.wrong(OPERATIONS.readSale, { field, what, remedy })
  return undefined
}
