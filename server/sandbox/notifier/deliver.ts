// One send of one notification: what it says, bent; composed and signed, bent on its way; sent. The
// answer is a step of its own and decides whether there is a next send.
import { PASS, type Delay } from '../../faults/effects.ts'
import type { Bend } from '../../journal/notification-entry.ts'
import { replyTimeoutMs } from '../../notifier/schedule.ts'
import { withoutCredentials } from '../../notifier/target.ts'
import type { NotificationContent } from '../../protocols/notification.ts'
import { writeDown } from '../core/background.ts'
import { bendNow } from '../core/bend.ts'
import type { SandboxCore } from '../core/core.ts'
import { signatureOf } from '../core/signing.ts'
import { contentOf } from './content.ts'
import { heldBehind, holdBack, sendAlso } from './copies.ts'
import { prepare, type SendTask, type NotifyJob } from './send-task.ts'
import { bendOnTheWay, messageOf, type Outgoing } from './on-the-way.ts'
import { LOST, settle } from './settle.ts'

export async function deliver(core: SandboxCore, job: NotifyJob): Promise<void> {
  const task = prepare(core, job)
  if (!task) return
  const news = job.letter ? written(core, job.letter) : build(core, task)
  if (!news) return
  const outgoing = 'message' in news ? news : await post(core, task, news)
  const sent = { at: core.clock.now(), elapsedMs: core.clock.elapsed() }
  if (!outgoing) return writeDown(core, () => settle(core, task, { failed: LOST }, sent))
  const { notification, delivery } = task
  const { trade } = notification
  const { isDeaf = false, bend, message } = outgoing
  const { notifyId, text, headers, body } = message
  const url = withoutCredentials(outgoing.url ?? notification.url)
  core.writer.write({
    kind: 'send',
    family: core.gateways.familyOf(task.protocol.name),
    delivery,
    notifyId,
    attempt: job.attempt,
    outTradeNo: trade.outTradeNo,
    // As it stands in the message: a fault may have changed it, and a refund is told later than it was made.
    tradeStatus: text.state ?? trade.status,
    genuine: bend === undefined && !notification.once,
    ...(bend !== undefined && { bend }),
    text,
    wire: { start: `POST ${url}`, headers, body, encoding: 'utf8' },
  })
  const timeoutMs = replyTimeoutMs(core.clock.rate())
  const answer = await core.send({ url, headers, body, timeoutMs })
  const tookMs = core.clock.elapsed() - sent.elapsedMs
  // The job stays in hand until this is written down, so a full disk sends nothing twice.
  await writeDown(core, () => settle(core, task, answer, { ...sent, tookMs }, isDeaf))
}

/** What it has to say, and what a fault has made of that. */
interface News {
  content: NotificationContent
  bend: Bend | undefined
  url?: string
}

/** What a fault wrote earlier: caught bytes as they are, news with the time of now. */
function written(core: SandboxCore, instead: NonNullable<NotifyJob['letter']>): News | Outgoing {
  const { bend, url } = instead
  if ('caught' in instead) return { message: instead.caught, bend, url }
  return { content: { ...instead.content, notifyAt: core.clock.now() }, bend, url }
}

/** Composes and signs it, and lets faults have it on its way. */
async function post(
  core: SandboxCore,
  task: SendTask,
  { content, bend, url }: News,
): Promise<Outgoing | undefined> {
  const unsigned = task.protocol.notification(content, task.app, task.options)
  const signature = await signatureOf(core, unsigned.signing)
  const signed = { content, unsigned, signature }
  return bendOnTheWay(core, task, signed, { message: messageOf(signed), bend, url })
}

/** What to say; `undefined` when a fault puts the send off. */
function build(core: SandboxCore, task: SendTask): News | undefined {
  const { job, notification, app, delivery, matchSubject } = task
  const { trade } = notification
  const content = contentOf(core, notification, app)
  const lastRefund = refundOf(core, trade.tradeNo)
  const isAnotherHeld = heldBehind(core, trade.tradeNo).length > 0
  const { attempt } = job
  const message = { stage: 'notification', content, attempt, lastRefund, isAnotherHeld } as const
  const subject = { delivery, outTradeNo: trade.outTradeNo }
  if (notification.delayed) return { content, bend: undefined }
  const at = { ...matchSubject, stage: 'notification' } as const
  const injected = task.injected?.bound.stage === 'notification' ? task.injected : undefined
  const skip = notification.once && !injected
  const effect = skip ? PASS : bendNow(core, message, at, subject, injected)
  switch (effect.do) {
    case 'delay':
      putOff(core, task, effect)
      return undefined
    case 'content':
      // What tells of no order has no state and no sum that could be another.
      if (notification.batch || notification.failure) return { content, bend: undefined }
      return { content: effect.content, bend: effect.bend }
    case 'also':
      sendAlso(core, notification, effect)
      return { content, bend: undefined }
    case 'pass':
      return { content, bend: undefined }
  }
}

function putOff(
  core: SandboxCore,
  { job, notification }: SendTask,
  { delayMs, behindNext }: Delay,
) {
  core.writer.transact(() => {
    core.notifications.put({ ...notification, delayed: true })
    const due = core.clock.now() + delayMs
    if (behindNext) holdBack(core, job, notification.trade.tradeNo, due)
    else core.jobs.move(job.id, due)
  })
}

/** What has gone back so far, and under which number last. */
function refundOf(core: SandboxCore, tradeNo: string) {
  const refunds = core.trades.refunds(tradeNo)
  const last = refunds.at(-1)
  const totalFen = refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)
  return last && { outRequestNo: last.outRequestNo, totalFen }
}
