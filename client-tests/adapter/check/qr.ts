// The part of the adapter check about QR codes: a code is shown, and the cashier voids the sale. A shop
// that shows none is told how to say so, without waiting for what cannot come.
import { formatYuan, type Fen } from '../../../server/values/money.ts'
import type { Belief, Capabilities } from '../../drives/merchant.ts'
import { callsOver, lookUntil, ringUp, saleBody, type Stage } from './stage.ts'
import { OPERATIONS } from '../operations.ts'

const QR: Fen = 1_357
const ID = 'check-qr'
const ENDED: ReadonlySet<string> = new Set(['PAID', 'UNPAID', 'REVERSED', 'REFUNDED'])

export async function checkQr(stage: Stage, { ops }: Capabilities): Promise<void> {
  const { probe } = stage
  const body = saleBody(ID, QR, 'qr')
  // Who does not say what it can may refuse what it cannot.
  if (ops === undefined && (await refuses(stage, body))) return
  if (ops !== undefined && !(await ringUp(stage, body))) return
  const shown = await lookUntil(stage, ID, {
    isThere: ({ qrCode }) => qrCode !== undefined,
    whyNever: (belief) => whyNoCode(stage, belief),
    field: 'qr_code',
    should: 'must be there',
    remedy: 'show the qr_code that PRECREATE gave, as text',
  })
  if (!shown) return
  const path = `/sales/${ID}/cancel`
  if (!(await probe.ask(OPERATIONS.cancelSale, [202], { path, body: {} }))) return
  await lookUntil(stage, ID, {
    isThere: ({ status }) => status === 'UNPAID' || status === 'REVERSED',
    should: 'must become UNPAID or REVERSED after the void',
  })
}

async function refuses(stage: Stage, body: ReturnType<typeof saleBody>): Promise<boolean> {
  const { probe } = stage
  const reply = await stage.call('POST', '/sales', body)
  if (reply.status === 400 || reply.status === 409) {
    probe.missing(OPERATIONS.startSale, {
      field: 'kind',
      what: `a sale of kind qr was refused (${reply.status}); without it not judged: QR-…, EXC-04, ORD-12`,
      remedy: 'declare ops without PRECREATE, and nobody will ask for one',
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
  const arrived = sent.length === 0 ? 'no PRECREATE' : sent.join(', ')
  return {
    what: `of ${ID} must be there; the sale is ${status}, and the gateway saw ${arrived} over ${formatYuan(QR)}`,
    remedy:
      'a shop without QR codes declares ops without PRECREATE, or answers 400 to kind qr; ' +
      'another shows the qr_code that PRECREATE gave',
  }
}
