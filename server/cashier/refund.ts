// Where a merchant types its payment password for a batch of refunds: GET shows the batch, POST is the password.
import type { Context } from 'hono'
import { addressOf, send, shellOf, type FindSandbox } from './respond.ts'
import { noBatchPage, refundPage } from './refund-pages.ts'

export const REFUND_PATH = '/:app/refund/:code'

export function showRefund(find: FindSandbox, context: Context): Response | Promise<Response> {
  const shell = shellOf(context)
  const { app = '', code = '' } = context.req.param()
  const ticket = context.req.query('ticket')
  const sandbox = find(app)
  const view = sandbox?.batches.view(code, ticket)
  if (!sandbox || !view) return send(context, noBatchPage(shell), 404)
  const form = { action: addressOf(context), ticket: sandbox.batches.begin(code) }
  return send(context, refundPage(shell, view, form))
}

export async function actOnRefund(find: FindSandbox, context: Context): Promise<Response> {
  const { app = '', code = '' } = context.req.param()
  const sandbox = find(app)
  if (!sandbox?.batches.view(code)) return send(context, noBatchPage(shellOf(context)), 404)
  const fields = new URLSearchParams(await context.req.text())
  const given = { ticket: fields.get('ticket') ?? '', password: fields.get('password') ?? '' }
  const next = sandbox.batches.typePassword(code, given)
  return context.redirect(addressOf(context, next), 303)
}
