// GET /downloadBillFile.resource: a bill file by its link. No protocol: the link carries its own
// proof, and the answer is a file. Journalled and bent by faults as every exchange is.
import { isBillType } from '../bills/bill.ts'
import { accountAsked, accountOf, fileName, readLink } from '../bills/link.ts'
import { readPeriod } from '../bills/period.ts'
import type { App } from '../protocols/protocol.ts'
import type { Reply, WireRequest } from '../protocols/wire.ts'
import { runDue } from './advance.ts'
import { bendNow } from './bend.ts'
import { billOf } from './bill-desk.ts'
import { answer, silent, travelOf, type Exchange } from './handle.ts'
import type { Parts } from './parts.ts'
import { notePlant } from './planted.ts'
import { requestWire } from './wire-text.ts'

const OP = 'BILLGET'
const PROTOCOL = 'bill-download'

export function downloadBill(parts: Parts, request: WireRequest): Exchange {
  runDue(parts)
  const account = accountAsked(request.url)
  const app = parts.apps.all().find(({ pid }) => accountOf(pid) === account)
  const id = openExchange(parts, request, app)
  const sight = { op: OP, appId: app?.appId ?? '', protocol: PROTOCOL } as const
  const before = bendNow(
    parts,
    { stage: 'call', op: OP },
    { ...sight, stage: 'call' },
    { exchange: id },
  )
  if (before.do === 'silence') return answer(parts, id, undefined, undefined, silent(parts, before))
  if (before.do === 'park') {
    const never = silent(parts, { do: 'silence', how: before.answer })
    return answer(parts, id, undefined, undefined, never)
  }
  const reply = before.do === 'answer' ? page(500, '系统异常') : replyTo(parts, request, app, id)
  const result = { readable: true, code: String(reply.status) }
  const after = bendNow(
    parts,
    { stage: 'answer', op: OP },
    { ...sight, stage: 'answer' },
    { exchange: id },
  )
  const travel = after.do === 'silence' ? travelOf(parts, after) : reply.travel
  return answer(parts, id, undefined, result, { ...reply, travel })
}

function openExchange(parts: Parts, request: WireRequest, app: App | undefined): string {
  return parts.writer.transact(() => {
    const exchange = `x${parts.count('exchange')}`
    parts.writer.write({
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

function replyTo(parts: Parts, request: WireRequest, app: App | undefined, id: string): Reply {
  if (request.method !== 'GET') return page(405, '请使用 GET')
  const link = readLink(request.url, parts.clock.now(), parts.seed)
  if (link === 'forged' || link === 'expired' || !app) return page(403, '下载链接无效或已过期')
  // The link is ours, so its parts are as the gateway wrote them.
  const { billType, date } = link
  const period = readPeriod(date)
  if (!period || !isBillType(billType)) throw new Error(`a link to no bill: ${request.url}`)
  const { bytes, acted } = billOf(parts, app.pid, billType, period)
  for (const { plant, note } of acted) notePlant(parts, plant, note, id)
  const name = fileName(link.account, period.date)
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${name}"`,
    },
    body: bytes(),
    travel: { how: 'whole' },
  }
}

function page(status: number, text: string): Reply {
  const headers = { 'content-type': 'text/html;charset=utf-8' }
  return { status, headers, body: Buffer.from(`${text}\n`), travel: { how: 'whole' } }
}
