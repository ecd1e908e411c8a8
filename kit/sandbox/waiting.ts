// Waiting for a state or a notification: virtual time moves to it, and a wait in vain says why.
import type { MemorySandbox } from '../../server/hosts/memory.ts'
import { TRADE_STATUSES, type TradeStatus } from '../../server/journal/entry.ts'
import { InputError } from '../../server/values/input-error.ts'
import { HOUR } from '../../server/values/instant.ts'
import { clockworkOf } from '../clockwork.ts'
import { readDuration, readPlace, shown, type Duration } from '../input.ts'
import { happenedIn, remedyFor, WaitedInVain, withinWords } from './in-vain.ts'
import { notificationsOf, type SentNotification } from './notifications.ts'

export interface Within {
  /** How far the gateway's clock may go: `10m`, or milliseconds. 25 hours unless said, as long as it notifies. */
  within?: Duration
}

export type TradeView = NonNullable<ReturnType<MemorySandbox['trades']['get']>>

const LONGEST_MS = 25 * HOUR

const forMs = ({ within = LONGEST_MS }: Within) => readDuration('within', within)

/** No way leads from these to another state. */
const ENDS: readonly (TradeStatus | undefined)[] = ['TRADE_CLOSED', 'TRADE_FINISHED']

export async function untilStatus(
  sandbox: MemorySandbox,
  outTradeNo: string,
  wanted: TradeStatus,
  options: Within = {},
): Promise<TradeView> {
  if (!TRADE_STATUSES.includes(wanted)) {
    throw new InputError('status', `${shown(wanted)} is no state; use ${TRADE_STATUSES.join(', ')}`)
  }
  const limitMs = forMs(options)
  const status = () => sandbox.trades.get(outTradeNo)?.status
  const isOver = () => status() === wanted || ENDS.includes(status())
  await clockworkOf(sandbox.time).until(isOver, limitMs)
  const trade = sandbox.trades.get(outTradeNo)
  if (trade?.status === wanted) return trade
  throw new WaitedInVain(
    `trade ${outTradeNo} has not reached ${wanted} ${withinWords(limitMs)}`,
    trade ? `it is ${trade.status}` : 'there is no such trade',
    remedyFor(sandbox, outTradeNo),
    happenedIn(sandbox),
  )
}

/** The `place`-th send, once the shop has answered it; of one order, where it is named. */
export async function untilNotified(
  sandbox: MemorySandbox,
  outTradeNo: string | undefined,
  place: number,
  options: Within = {},
): Promise<SentNotification> {
  const nth = readPlace('notification', place)
  const limitMs = forMs(options)
  const found = () => notificationsOf(sandbox, outTradeNo)[nth - 1]
  await clockworkOf(sandbox.time).until(() => found()?.reply !== undefined, limitMs)
  const sent = found()
  if (sent?.reply) return sent
  const ofOrder = outTradeNo === undefined ? '' : ` of ${outTradeNo}`
  const count = notificationsOf(sandbox, outTradeNo).length
  throw new WaitedInVain(
    `notification ${nth}${ofOrder} was not sent and answered ${withinWords(limitMs)}`,
    count === 1 ? '1 was sent' : `${count} were sent`,
    remedyForSilence(sandbox, outTradeNo),
    happenedIn(sandbox),
  )
}

export async function untilQuiet(sandbox: MemorySandbox, options: Within = {}): Promise<void> {
  const limitMs = forMs(options)
  const isQuiet = () =>
    sandbox.clock.isIdle() && sandbox.trace().deliveries.every(({ reply }) => reply !== undefined)
  if (await clockworkOf(sandbox.time).until(isQuiet, limitMs)) return
  const { next } = sandbox.clock.view()
  throw new WaitedInVain(
    `the gateway has not come to rest ${withinWords(limitMs)}`,
    next
      ? `next, at ${next.at}: ${next.what}, because ${next.why}`
      : 'a notification has no answer',
    undefined,
    happenedIn(sandbox),
  )
}

/** Lets gateway time pass; everything due on the way happens at its own time. */
export async function pass(sandbox: MemorySandbox, duration: Duration): Promise<void> {
  const { time } = sandbox
  const ms = readDuration('duration', duration)
  const target = time.monotonicMs() + ms
  time.after(ms, () => {})
  await clockworkOf(time).until(() => time.monotonicMs() >= target, ms)
}

/** Why nothing was sent: the most frequent reason is a call without an address. */
function remedyForSilence(sandbox: MemorySandbox, outTradeNo: string | undefined) {
  const orders = sandbox
    .trace()
    .of('request')
    .flatMap(({ order }) => order ?? [])
  const meant = orders.filter(
    (order) => outTradeNo === undefined || order.outTradeNo === outTradeNo,
  )
  if (meant.length > 0 && meant.every(({ notifyUrl }) => notifyUrl === undefined)) {
    return 'The call named no notify_url, and without one nothing is sent.'
  }
  return outTradeNo === undefined ? undefined : remedyFor(sandbox, outTradeNo)
}
