// GET /downloadBillFile.resource: a bill file by its link. No protocol: the link carries its own
// proof, and the answer is a file. Journalled and bent by faults as every exchange is.
import type { Books, Messages } from '../../faults/messages.ts'
import type { CallEffect, Silence } from '../../faults/effects.ts'
import { isBillType } from '../../bills/bill.ts'
import { accountInLink, accountOf, fileName, readLink } from '../../bills/link.ts'
import { readPeriod } from '../../bills/period.ts'
import type { Result } from '../../journal/entry.ts'
import type { Hint } from '../../journal/explanation.ts'
import type { App } from '../../protocols/protocol.ts'
import type { HttpReply, WireRequest } from '../../protocols/wire.ts'
import { runDue } from '../time/advance.ts'
import { bendNow } from '../core/bend.ts'
import { billOf } from '../core/bills.ts'
import { hold, type AfterHold } from './hold.ts'
import { awaited, openExchange, posted, silent, type Exchange } from './exchange.ts'
import type { SandboxCore } from '../core/core.ts'
import { noteDiscrepancy } from '../core/discrepancies.ts'
import { requestWire } from '../core/wire-text.ts'

const OP = 'BILLGET' as const
const PROTOCOL = 'bill-download'

const NO_BOOKS: Books = { own: () => undefined, other: () => undefined }

export function downloadBill(core: SandboxCore, request: WireRequest): Exchange {
  runDue(core)
  const account = accountInLink(request.url)
  const app = core.apps.all().find(({ pid }) => accountOf(pid) === account)
  const id = noteRequest(core, request, app)
  const exchange = openExchange(core, id)
  const { answer, end } = exchange
  const bend = <G extends 'call' | 'answer'>(message: Messages[G] & { stage: G }) => {
    const { stage } = message
    const matchSubject = { stage, op: OP, appId: app?.appId ?? '', protocol: PROTOCOL } as const
    return bendNow(core, message, matchSubject, { exchange: id })
  }
  const before = bend({ stage: 'call', op: OP, now: core.clock.now(), books: NO_BOOKS })
  const never = silenceOf(before)
  if (never) return { id, reply: answer(silent(core, never)), end }
  if (before.do === 'bytes') {
    return { id, reply: answer({ ...before.reply, travel: { how: 'whole' } }), end }
  }
  const httpReply = before.do === 'answer' ? page(500, '系统异常') : replyTo(core, request, app, id)
  const result = resultOf(httpReply)
  // A file bears no signature.
  const unsigned = { resigned: () => httpReply, strangerSignature: () => '' }
  const after = bend({ stage: 'answer', op: OP, reply: httpReply, ...unsigned })
  const send = (effect: AfterHold['effect'], hints: readonly Hint[] = []) => {
    const { reply, isReadable } = posted(core, httpReply, effect)
    if (core.isClosed) return reply
    return answer(reply, { hints, ...(isReadable && { result }) })
  }
  if (after.do !== 'hold') return { id, reply: send(after), end }
  const about = {
    exchange: id,
    op: OP,
    appId: app?.appId,
    outTradeNo: undefined,
    code: result.code,
  }
  const held = hold(core, about, after).then(({ effect, hint }) => send(effect, [hint]))
  return awaited(core, exchange, held)
}

/** A file that is asked for later is asked for anew: a parked call ends in silence. */
function silenceOf(effect: CallEffect): Silence | undefined {
  if (effect.do === 'silence') return effect
  if (effect.do !== 'park') return undefined
  return { do: 'silence', how: effect.answer === 'reply' ? 'hang' : effect.answer }
}

function noteRequest(core: SandboxCore, request: WireRequest, app: App | undefined): string {
  return core.writer.transact(() => {
    const exchange = `x${core.count('exchange')}`
    core.writer.write({
      kind: 'request',
      exchange,
      protocol: PROTOCOL,
      op: OP,
      ...(app && { appId: app.appId }),
      ids: {},
      wire: requestWire(request),
    })
    return exchange
  })
}

function replyTo(
  core: SandboxCore,
  request: WireRequest,
  app: App | undefined,
  id: string,
): HttpReply {
  if (request.method !== 'GET') return page(405, '请使用 GET')
  const link = readLink(request.url, core.clock.now(), core.seed)
  if (link === 'forged' || link === 'expired' || !app) return page(403, '下载链接无效或已过期')
  // The link is ours, so its parts are as the gateway wrote them.
  const { billType, date } = link
  const period = readPeriod(date)
  if (!period || !isBillType(billType)) throw new Error(`a link to no bill: ${request.url}`)
  const { bytes, acted } = billOf(core, app.pid, billType, period)
  for (const { discrepancy, note, outTradeNo } of acted)
    noteDiscrepancy(core, discrepancy, note, { exchange: id, outTradeNo })
  const name = fileName(link.account, period.date)
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${name}"`,
    },
    body: bytes(),
  }
}

/** A file has no words of its own, so the status says it. */
function resultOf({ status }: HttpReply): Result {
  const code = String(status)
  if (status === 200) return { readable: true, meaning: 'ok', code }
  if (status === 403) return { readable: true, meaning: 'refused', reason: 'LinkNotValid', code }
  return { readable: true, meaning: status === 500 ? 'unknown' : 'refused', code }
}

function page(status: number, text: string): HttpReply {
  const headers = { 'content-type': 'text/html;charset=utf-8' }
  return { status, headers, body: Buffer.from(`${text}\n`) }
}
