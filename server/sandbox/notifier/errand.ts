// What is needed to send one notification, gathered once.
import { bindFault } from '../../faults/faults.ts'
import type { MatchSubject } from '../../faults/match.ts'
import type { App, Protocol } from '../../protocols/protocol.ts'
import { protocolNamed } from '../../protocols/protocols.ts'
import type { DueJob } from '../../storage/jobs.ts'
import type { Notification } from '../../storage/notifications.ts'
import type { Candidate } from '../core/bend.ts'
import type { SandboxCore } from '../core/core.ts'

export type NotifyJob = Extract<DueJob, { kind: 'notify' }>

export interface Errand {
  job: NotifyJob
  notification: Notification
  app: App
  protocol: Protocol
  delivery: string
  sight: Omit<MatchSubject, 'stage'>
  injected: Candidate | undefined
}

export function prepare(core: SandboxCore, job: NotifyJob): Errand | undefined {
  const notification = core.notifications.get(job.notifyId)
  const app = notification && core.apps.get(notification.appId)
  if (!notification || !app) {
    core.jobs.remove(job.id)
    return undefined
  }
  const { trade } = notification
  const protocol = protocolNamed(trade.via)
  const seen = core.trades.sighting(trade.pid, trade.outTradeNo)
  const sight = {
    outTradeNo: trade.outTradeNo,
    authCode: seen?.authCode === undefined ? undefined : String(seen.authCode),
    amountFen: trade.totalFen,
    appId: trade.appId,
    protocol: protocol.name,
    tradeStatus: trade.status,
  }
  const delivery = `d${core.count('delivery')}`
  return { job, notification, app, protocol, delivery, sight, injected: injectedOf(notification) }
}

function injectedOf({ bend }: Notification): Candidate | undefined {
  if (!bend) return undefined
  const made = bindFault(bend.fault, bend.options)
  return 'wrong' in made ? undefined : { rule: undefined, bound: made.bound }
}
