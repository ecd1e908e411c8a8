// What is needed to send one notification, gathered once.
import { bindFault } from '../../faults/faults.ts'
import type { MatchSubject } from '../../faults/match.ts'
import type { App, Protocol } from '../../protocols/protocol.ts'
import type { DueJob } from '../../storage/jobs.ts'
import type { Notification } from '../../storage/notifications.ts'
import type { Candidate } from '../core/bend.ts'
import type { SandboxCore } from '../core/core.ts'
import type { AllOptions } from '../core/options.ts'

export type NotifyJob = Extract<DueJob, { kind: 'notify' }>

export interface SendTask {
  job: NotifyJob
  notification: Notification
  app: App
  protocol: Protocol
  delivery: string
  /** As they hold for this order now. */
  options: AllOptions
  matchSubject: Omit<MatchSubject, 'stage'>
  injected: Candidate | undefined
}

export function prepare(core: SandboxCore, job: NotifyJob): SendTask | undefined {
  const notification = core.notifications.get(job.notifyId)
  const app = notification && core.apps.get(notification.appId)
  if (!notification || !app) {
    core.jobs.remove(job.id)
    return undefined
  }
  const { trade } = notification
  const protocol = core.gateways.protocolNamed(trade.via)
  const seen = core.trades.sighting(trade.pid, trade.outTradeNo)
  const matchSubject = {
    outTradeNo: trade.outTradeNo,
    authCode: seen?.authCode === undefined ? undefined : String(seen.authCode),
    amountFen: trade.totalFen,
    appId: trade.appId,
    protocol: protocol.name,
    tradeStatus: trade.status,
    // News of a batch are of no order: a rule reaches them by what they are of.
    ...(notification.batch && { op: 'REFUND' as const }),
  }
  const delivery = `d${core.count('delivery')}`
  const options = core.optionsFor(trade)
  const injected = injectedOf(notification)
  return { job, notification, app, protocol, delivery, options, matchSubject, injected }
}

function injectedOf({ bend }: Notification): Candidate | undefined {
  if (!bend) return undefined
  const made = bindFault(bend.fault, bend.options)
  return 'wrong' in made ? undefined : { rule: undefined, bound: made.bound }
}
