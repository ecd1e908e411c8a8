// Notifications that a shop should bear, sent one by one about orders of its own traffic after that has
// ended: late and repeated ones, reordered ones, and such as are not to be believed.
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { TradeStatus } from '../../../server/journal/entry.ts'
import type { RunningServer } from '../../../server/hosts/node.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { ordersIn, paidOrders } from '../books.ts'

type Sandbox = RunningServer['sandbox']

interface Attack {
  /** The genuine notification once more, under its own notify_id; else one that is made up. */
  resends?: true
  fault?: string
  options?: Record<string, unknown>
  status?: TradeStatus
}

/** Of an order that was paid: none of them is news. */
const ON_PAID: readonly Attack[] = [
  { resends: true },
  // Validly signed, true, and under a notify_id that the shop has not seen.
  {},
  { status: 'WAIT_BUYER_PAY' },
]

/** Of an order that nobody paid: none of them may be believed. */
const ON_UNPAID: readonly Attack[] = [
  { fault: 'forge-notification', options: { variant: 'none' } },
  { fault: 'forge-notification', options: { variant: 'wrong-key' } },
  { fault: 'forge-notification', options: { variant: 'field-changed' } },
  { fault: 'wrong-amount' },
  { fault: 'foreign-app' },
  { fault: 'foreign-seller' },
  { status: 'WAIT_BUYER_PAY' },
]

/** Orders of each kind: a shop treats all alike, and each attack takes the time of a look at its books. */
const ORDERS = 2
const REPLY_WITHIN_MS = 15_000
const LOOK_EVERY_MS = 20
const CONNECT_WITHIN_MS = 2_000

/** What was tried, in order numbers. */
export interface Attacked {
  paid: readonly string[]
  unpaid: readonly string[]
  /** Nobody answers where the orders wanted to be notified. */
  isGone: boolean
}

/** `onSent` looks at the books after each notification, before the next one is sent. */
export async function attack(
  sandbox: Sandbox,
  trace: Trace,
  onSent: (outTradeNo: string) => Promise<void>,
): Promise<Attacked> {
  const addresses = addressesIn(trace)
  const numbers = (orders: ReturnType<typeof ordersIn>) =>
    orders.map(({ outTradeNo }) => outTradeNo).filter((number) => addresses.has(number))
  const allPaid = numbers(paidOrders(trace))
  const allUnpaid = numbers(ordersIn(trace)).filter((number) => !allPaid.includes(number))
  const [first] = [...allPaid, ...allUnpaid]
  const isGone = first !== undefined && !(await answers(addresses.get(first) ?? ''))
  if (isGone) return { paid: [], unpaid: [], isGone }
  /** The latest orders that the gateway can tell of: one that was refused is no order. */
  const attackLatest = async (all: readonly string[], attacks: readonly Attack[]) => {
    const attacked: string[] = []
    for (const outTradeNo of all.toReversed()) {
      if (attacked.length === ORDERS) break
      let isSent = false
      for (const one of attacks) {
        const since = sandbox.journal.latest(1)[0]?.seq ?? 0
        if (!send(sandbox, trace, outTradeNo, one)) continue
        isSent = true
        await whenAnswered(sandbox, since)
        await onSent(outTradeNo)
      }
      if (isSent) attacked.push(outTradeNo)
    }
    return attacked
  }
  const paid = await attackLatest(allPaid, ON_PAID)
  return { paid, unpaid: await attackLatest(allUnpaid, ON_UNPAID), isGone }
}

/** Where each order wants to be notified. */
function addressesIn(trace: Trace): Map<string, string> {
  return new Map(
    trace.of('request').flatMap(({ order }): [string, string][] => {
      const { outTradeNo, notifyUrl } = order ?? {}
      return outTradeNo === undefined || notifyUrl === undefined ? [] : [[outTradeNo, notifyUrl]]
    }),
  )
}

/** False where there is nothing to send: no notification told of the order, or it was refused. */
function send(sandbox: Sandbox, trace: Trace, outTradeNo: string, one: Attack): boolean {
  if (!one.resends) {
    const { fault, options, status } = one
    try {
      sandbox.notifications.inject({ outTradeNo, fault, options, status })
      return true
    } catch (error) {
      if (error instanceof Error && error.name === 'InputError') return false
      throw error
    }
  }
  const first = trace.of('send').find(({ outTradeNo: of, genuine }) => of === outTradeNo && genuine)
  if (!first) return false
  sandbox.notifications.resend(first.notifyId)
  return true
}

/** A shop whose process has ended with its tests refuses the connection. */
async function answers(url: string): Promise<boolean> {
  if (!URL.canParse(url)) return false
  const { hostname, port, protocol } = new URL(url)
  const usual = protocol === 'https:' ? 443 : 80
  const socket = connect(port === '' ? usual : Number(port), hostname.replaceAll(/[[\]]/g, ''))
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_WITHIN_MS) })
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** Until what was sent after this entry has its answer, in real time. */
async function whenAnswered(sandbox: Sandbox, since: number): Promise<void> {
  const untilMs = performance.now() + REPLY_WITHIN_MS
  while (performance.now() < untilMs) {
    const entries = sandbox.journal.since(since)
    const sent = entries.filter(({ kind }) => kind === 'send').length
    const answered = entries.filter(({ kind }) => kind === 'reply').length
    if (sent > 0 && answered >= sent) return
    await pause(LOOK_EVERY_MS)
  }
}
