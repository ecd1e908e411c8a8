// The part of the adapter check about QR codes: a code is shown, and the cashier voids the sale. A shop
// that shows none gets advice how to declare that, without a wait.
import { formatYuan, type Fen } from '../../../server/values/money.ts'
import type { Belief, Capabilities } from '../merchant.ts'
import { callsOver, lookUntil, ringUp, saleBody, type Stage } from './stage.ts'
import { OPERATIONS } from '../operations.ts'

const QR: Fen = 1_357
const ID = 'check-qr'
const ENDED: ReadonlySet<string> = new Set(['PAID', 'UNPAID', 'REVERSED', 'REFUNDED'])

export async function checkQr(stage: Stage, { ops }: Capabilities): Promise<void> {
  const { probe } = stage
  const body = saleBody(stage, { id: ID, amountFen: QR }, 'qr')
  // Who does not say what it can may refuse what it cannot.
  if (ops === undefined && (await refuses(stage, body))) return
  if (ops !== undefined && !(await ringUp(stage, body))) return
  const shown = await lookUntil(stage, ID, {
    isThere: ({ qrCode }) => qrCode !== undefined,
    whyNever: (belief) => whyNoCode(stage, belief),
    field: 'qr_code',
    should: { en: 'must be there', zh: '必须有此字段' },
    remedy: {
      en: 'show the qr_code that PRECREATE gave, as text',
      zh: '以文本给出 PRECREATE 返回的 qr_code',
    },
  })
  if (!shown) return
  const path = `/sales/${ID}/cancel`
  if (!(await probe.ask(OPERATIONS.cancelSale, [202], { path, body: {} }))) return
  await lookUntil(stage, ID, {
    isThere: ({ status }) => status === 'UNPAID' || status === 'REVERSED',
    should: {
      en: 'must become UNPAID or REVERSED after the void',
      zh: '取消后必须变为 UNPAID 或 REVERSED',
    },
  })
}

async function refuses(stage: Stage, body: ReturnType<typeof saleBody>): Promise<boolean> {
  const { probe } = stage
  const reply = await stage.call('POST', '/sales', body)
  if (reply.status === 400 || reply.status === 409) {
    probe.missing(OPERATIONS.startSale, {
      field: 'kind',
      what: {
        en: `a sale of kind qr was refused (${reply.status}); without it not judged: QR-…, EXC-04, ORD-12`,
        zh: `kind 为 qr 的订单被拒绝（${reply.status}）；缺少它则无法判定：QR-…、EXC-04、ORD-12`,
      },
      remedy: {
        en: 'declare ops without PRECREATE, and nobody will ask for one',
        zh: '声明不含 PRECREATE 的 ops，即不会再有这种订单',
      },
    })
    return true
  }
  return probe.take(OPERATIONS.startSale, [202], reply) === undefined
}

/** The sale has ended, or something else than a PRECREATE was sent: there will be no code. */
function whyNoCode({ seen }: Stage, { status, qrCode }: Belief) {
  const sent = callsOver(seen(), formatYuan(QR)).map(({ op }) => op)
  const isWrongCall = sent.length > 0 && !sent.includes('PRECREATE')
  if (qrCode !== undefined || (!ENDED.has(status) && !isWrongCall)) return undefined
  const arrived =
    sent.length === 0
      ? { en: 'no PRECREATE', zh: '没有收到 PRECREATE' }
      : { en: sent.join(', '), zh: `收到的是 ${sent.join('、')}` }
  return {
    what: {
      en: `of ${ID} must be there; the sale is ${status}, and the gateway saw ${arrived.en} over ${formatYuan(QR)}`,
      zh: `${ID} 必须有此字段；订单是 ${status}，金额 ${formatYuan(QR)} 网关${arrived.zh}`,
    },
    remedy: {
      en:
        'a shop without QR codes declares ops without PRECREATE, or answers 400 to kind qr; ' +
        'another shows the qr_code that PRECREATE gave',
      zh:
        '不支持二维码的商户：声明不含 PRECREATE 的 ops，或对 kind 为 qr 的订单应答 400；' +
        '支持的商户：给出 PRECREATE 返回的 qr_code',
    },
  }
}
