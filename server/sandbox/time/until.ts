// Conditions for which the clock can be let run: `notification.exhausted`, `notification.sent of
// order-1`, `trade order-1 is TRADE_CLOSED`, `idle`.
import { TRADE_STATUSES } from '../../journal/entry.ts'
import type { DueJob } from '../../storage/jobs.ts'
import type { Notification } from '../../storage/notifications.ts'
import { InputError } from '../../values/input-error.ts'
import type { Condition } from './advance.ts'
import { findTrade } from '../core/find-trade.ts'
import { isObsolete } from '../core/describe-job.ts'
import type { SandboxCore } from '../core/core.ts'

const FORMS =
  'write "idle", "notification.sent", "notification.acknowledged" or "notification.exhausted" ' +
  '(each also "… of OUT_TRADE_NO"), or "trade OUT_TRADE_NO is TRADE_CLOSED"'

const REACHED: Record<string, (notification: Notification) => boolean> = {
  sent: ({ attempts }) => attempts > 0,
  acknowledged: ({ state }) => state === 'acknowledged',
  exhausted: ({ state }) => state === 'exhausted',
}

const NOTIFICATION = /^notification\.(sent|acknowledged|exhausted)(?: of (\S+))?$/
const TRADE = new RegExp(String.raw`^trade (\S+) is (${TRADE_STATUSES.join('|')})$`)

export function readCondition(core: SandboxCore, text: string): Condition {
  const words = text.trim().replaceAll(/\s+/g, ' ')
  if (words === 'idle') return () => isIdle(core)
  const [, state, order] = NOTIFICATION.exec(words) ?? []
  const isReached = state === undefined ? undefined : REACHED[state]
  if (isReached) return aboutNotifications(core, isReached, order)
  const [, number, status] = TRADE.exec(words) ?? []
  if (number !== undefined) return () => findTrade(core, number)?.status === status
  throw new InputError('until', `there is no condition "${text}"; ${FORMS}`)
}

/** Of one order: as it stands. Of none in particular: the next notification to get there. */
function aboutNotifications(
  core: SandboxCore,
  isReached: (notification: Notification) => boolean,
  outTradeNo: string | undefined,
): Condition {
  if (outTradeNo === undefined) {
    return (happened) =>
      happened.some((job) => {
        const sent = job.kind === 'notify' && !job.copy && core.notifications.get(job.notifyId)
        return sent && isReached(sent)
      })
  }
  return () => core.notifications.ofOrder(outTradeNo).some(isReached)
}

/** Nothing is left but the ends of refund windows, a year away. */
export function isIdle(core: SandboxCore): boolean {
  let past: DueJob | undefined
  for (;;) {
    const job = core.jobs.nextButFinish(past)
    if (!job) return true
    if (!isObsolete(core, job)) return false
    past = job
  }
}
