// The cashier's routes: GET shows where an order stands, POST is one step of the buyer, and a paid
// order leads back to the merchant. Knows no platform; whoever hosts it says whose order it is.
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { BuyerAction } from '../sandbox/sandbox.ts'
import { StorageTrouble } from '../storage/trouble.ts'
import { FUND_CHANNELS } from '../options/funding.ts'
import { PICTURE_PATH, showPicture } from './code-picture.ts'
import { contentPolicy } from './content-policy.ts'
import { endPage, payPage } from './pages.ts'
import { actOnRefund, REFUND_PATH, showRefund } from './refund.ts'
import { addressOf, send, shellOf, type FindSandbox } from './respond.ts'

const PATH = '/:app/:code'
const FORM_BYTES = 16 * 1024

/** `onBug` is told of an error that is nobody's input; the buyer sees that it was none of theirs. */
export function createCashier(find: FindSandbox, onBug: (error: unknown) => void): Hono {
  const cashier = new Hono()
  cashier.use(async (context, next) => {
    const { header } = context
    header('content-security-policy', contentPolicy())
    await next()
    header('cache-control', 'no-store')
    header('x-content-type-options', 'nosniff')
    header('referrer-policy', 'no-referrer')
  })
  cashier.get(REFUND_PATH, (context) => showRefund(find, context))
  cashier.post(REFUND_PATH, bodyLimit({ maxSize: FORM_BYTES }), (context) =>
    actOnRefund(find, context),
  )
  cashier.get(PICTURE_PATH, (context) => showPicture(find, context))
  cashier.get(PATH, (context) => show(find, context))
  cashier.post(PATH, bodyLimit({ maxSize: FORM_BYTES }), (context) => act(find, context))
  cashier.onError((error, context) => {
    if (error instanceof StorageTrouble) return context.text(`alipay-sim: ${error.message}\n`, 503)
    onBug(error)
    return context.text('alipay-sim met a bug in itself; see its log\n', 500)
  })
  return cashier
}

async function show(find: FindSandbox, context: Context): Promise<Response> {
  const shell = shellOf(context)
  const { app = '', code = '' } = context.req.param()
  const sandbox = find(app)
  const ticket = context.req.query('ticket')
  const view = sandbox?.cashier.view(code, ticket)
  if (!sandbox || !view) return send(context, endPage(shell, 'unknown'), 404)
  const { state, buyer, trade, order } = view
  if (state === 'open' || state === 'waiting') {
    if (ticket !== undefined && !view.hasTicket) {
      return send(context, endPage(shell, 'used', { again: addressOf(context) }), 410, order)
    }
    const form = { action: addressOf(context), ticket: ticket ?? sandbox.cashier.begin(code) }
    const logonIds = sandbox.buyers.list().map(({ logonId }) => logonId)
    return send(context, payPage(shell, view, form, logonIds), undefined, order)
  }
  // Only who has paid is led back: the way back is signed.
  const isPayer = state === 'paid' && trade && buyer?.buyerId === trade.buyerId
  const handed = isPayer ? await sandbox.cashier.handBack(trade.tradeNo) : undefined
  // An app that asks for a paid order once more is told so; one that is over has failed.
  const result = handed ?? sandbox.cashier.appStatus(code, state === 'paid' ? 'repeated' : 'failed')
  const more = order.product === 'app' ? { result } : { back: handed }
  return send(context, endPage(shell, state, { view, ...more }), undefined, order)
}

async function act(find: FindSandbox, context: Context): Promise<Response> {
  const shell = shellOf(context)
  const { app = '', code = '' } = context.req.param()
  const sandbox = find(app)
  const view = sandbox?.cashier.view(code)
  if (!sandbox || !view) return send(context, endPage(shell, 'unknown'), 404)
  const { order } = view
  // A form that leads back to the merchant may do so only where the policy says it.
  context.header('content-security-policy', contentPolicy(order))
  const fields = new URLSearchParams(await context.req.text())
  const action = readAction(fields)
  if (!action) return context.text('no such step\n', 400)
  const done = sandbox.cashier.act(code, fields.get('ticket') ?? '', action)
  if (!done) {
    const result = sandbox.cashier.appStatus(code, 'repeated')
    const page = endPage(shell, 'used', { again: addressOf(context), result })
    return send(context, page, 409, order)
  }
  if (done.isAtBank) return send(context, endPage(shell, 'atBank', { view }), undefined, order)
  if (done.ticket === undefined) {
    const out = await sandbox.cashier.wayOut(code)
    if (out !== undefined) return context.redirect(out, 303)
    const { status = 'cancelled' } = done
    const says = action.does === 'pay' ? 'unheard' : 'left'
    const result = sandbox.cashier.appStatus(code, status)
    const page = endPage(shell, says, { view, again: addressOf(context), result })
    return send(context, page, undefined, order)
  }
  const isWeb = view.order.product !== 'app'
  const { tradeNo, ticket } = done
  const back = tradeNo !== undefined && isWeb ? await sandbox.cashier.leadBack(tradeNo) : undefined
  return context.redirect(back ?? addressOf(context, ticket), 303)
}

const HEARS = { pay: undefined, 'pay-pending': 'processing', 'pay-unheard': 'unknown' } as const

/** A channel that is none of ours counts as no choice. */
function payment(fields: URLSearchParams) {
  const channel = FUND_CHANNELS.find((one) => one === fields.get('channel'))
  return { password: fields.get('password') ?? '', channel }
}

function readAction(fields: URLSearchParams): BuyerAction | undefined {
  const does = fields.get('does')
  switch (does) {
    case 'log-in':
      return { does, logonId: fields.get('logonId') ?? '' }
    case 'pay':
    case 'pay-pending':
    case 'pay-unheard':
      return { does: 'pay', ...payment(fields), hears: HEARS[does] }
    case 'confirm':
    case 'pay-at-bank':
    case 'leave':
      return { does }
    case 'cut-off':
      return { does: 'leave', isCutOff: true }
    default:
      return undefined
  }
}
