// One send of one notification: build the fields, bend them, sign, bend the delivery, send; the
// answer is a step of its own and decides whether there is a next send.
import { PASS, type Delay } from '../../faults/effects.ts'
import { bindFault } from '../../faults/faults.ts'
import type { MatchSubject } from '../../faults/match.ts'
import type { DeliveryMessage } from '../../faults/messages.ts'
import type { Bend } from '../../journal/notification-entry.ts'
import { gapAfter, replyTimeoutMs, type Schedule } from '../../notifier/schedule.ts'
import type { SendResult } from '../../notifier/send.ts'
import { withoutCredentials } from '../../notifier/target.ts'
import type {
  CaughtNotification,
  NotificationContent,
  UnsignedNotification,
} from '../../protocols/notification.ts'
import type { App, Protocol } from '../../protocols/protocol.ts'
import { protocolNamed } from '../../protocols/protocols.ts'
import type { DueJob } from '../../storage/jobs.ts'
import type { Notification } from '../../storage/notifications.ts'
import type { Instant } from '../../values/instant.ts'
import { writeDown } from '../core/background.ts'
import { bendDelivery, bendNow, type Candidate } from '../core/bend.ts'
import type { SandboxCore } from '../core/core.ts'
import { signatureOf, signedBy } from '../core/signing.ts'
import { contentOf } from './notification-content.ts'
import {
  heldBehind,
  holdBack,
  releaseHeld,
  sendAgain,
  sendAlso,
  sendCopies,
} from './notification-copies.ts'

type NotifyJob = Extract<DueJob, { kind: 'notify' }>

/** What is needed to send, gathered once. */
interface Errand {
  job: NotifyJob
  notification: Notification
  app: App
  protocol: Protocol
  delivery: string
  sight: Omit<MatchSubject, 'stage'>
  injected: Candidate | undefined
}

const LOST = 'lost on the way'
const UNHEARD = 'the answer was lost on the way back'

/** When a send began, on both clocks: the next one counts from here. */
interface Sent {
  at: Instant
  elapsedMs: number
  /** Absent for one that was lost. */
  tookMs?: number
}

/** A notification composed and signed. */
interface Signed {
  content: NotificationContent
  unsigned: UnsignedNotification
  signature: string | undefined
}

/** What goes out, and where to. */
interface Outgoing {
  message: CaughtNotification
  bend: Bend | undefined
  /** Where it goes when not to the order's own notify_url. */
  url?: string
  /** The merchant's answer will not be heard. */
  isDeaf?: boolean
}

export async function deliver(core: SandboxCore, job: NotifyJob): Promise<void> {
  const errand = prepare(core, job)
  if (!errand) return
  const news = job.letter ? written(core, job.letter) : build(core, errand)
  if (!news) return
  const outgoing = 'message' in news ? news : await post(core, errand, news)
  const sent = { at: core.clock.now(), elapsedMs: core.clock.elapsed() }
  if (!outgoing) return writeDown(core, () => settle(core, errand, { failed: LOST }, sent))
  const { notification, delivery } = errand
  const { trade } = notification
  const { isDeaf = false, bend, message } = outgoing
  const { notifyId, text, headers, body } = message
  const url = withoutCredentials(outgoing.url ?? notification.url)
  core.writer.write({
    kind: 'send',
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
  await writeDown(core, () => settle(core, errand, answer, { ...sent, tookMs }, isDeaf))
}

/** What it has to say, and what a fault has made of that. */
interface News {
  content: NotificationContent
  bend: Bend | undefined
  url?: string
}

/** What a fault wrote earlier: caught bytes as they are, news with the time of now. */
function written(core: SandboxCore, letter: NonNullable<NotifyJob['letter']>): News | Outgoing {
  const { bend, url } = letter
  if ('caught' in letter) return { message: letter.caught, bend, url }
  return { content: { ...letter.content, notifyAt: core.clock.now() }, bend, url }
}

/** Composes and signs it, and lets faults have it on its way. */
async function post(
  core: SandboxCore,
  errand: Errand,
  { content, bend, url }: News,
): Promise<Outgoing | undefined> {
  const unsigned = errand.protocol.notification(content, errand.app)
  const signature = await signatureOf(core, unsigned.signing)
  const signed = { content, unsigned, signature }
  return bendOnTheWay(core, errand, signed, { message: messageOf(signed), bend, url })
}

const messageOf = ({ content, unsigned, signature }: Signed): CaughtNotification => ({
  notifyId: content.notifyId,
  text: unsigned.text,
  ...unsigned.finish(signature),
})

function prepare(core: SandboxCore, job: NotifyJob): Errand | undefined {
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

/** What to say; `undefined` when a fault puts the send off. */
function build(core: SandboxCore, errand: Errand): News | undefined {
  const { job, notification, app, delivery, sight } = errand
  const { trade } = notification
  const content = contentOf(core, notification, app)
  const lastRefund = refundOf(core, trade.tradeNo)
  const isAnotherHeld = heldBehind(core, trade.tradeNo).length > 0
  const { attempt } = job
  const message = { stage: 'notification', content, attempt, lastRefund, isAnotherHeld } as const
  const subject = { delivery, outTradeNo: trade.outTradeNo }
  if (notification.delayed) return { content, bend: undefined }
  const at = { ...sight, stage: 'notification' } as const
  const injected = errand.injected?.bound.stage === 'notification' ? errand.injected : undefined
  const skip = notification.once && !injected
  const effect = skip ? PASS : bendNow(core, message, at, subject, injected)
  switch (effect.do) {
    case 'delay':
      putOff(core, errand, effect)
      return undefined
    case 'content':
      return { content: effect.content, bend: effect.bend }
    case 'also':
      sendAlso(core, notification, effect)
      return { content, bend: undefined }
    case 'pass':
      return { content, bend: undefined }
  }
}

function putOff(core: SandboxCore, { job, notification }: Errand, { delayMs, behindNext }: Delay) {
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

/** Faults on the signed notification; `undefined` when it is lost. */
async function bendOnTheWay(
  core: SandboxCore,
  errand: Errand,
  signed: Signed,
  outgoing: Outgoing,
): Promise<Outgoing | undefined> {
  const { job, delivery, sight, notification } = errand
  const injected = errand.injected?.bound.stage === 'delivery' ? errand.injected : undefined
  if ((notification.once && !injected) || job.copy) return outgoing
  const at = { ...sight, stage: 'delivery' } as const
  const subject = { delivery, outTradeNo: notification.trade.outTradeNo }
  const effect = await bendDelivery(core, forgeable(core, errand, signed), at, subject, injected)
  if (!injected) core.stolenSignature = signed.signature
  switch (effect.do) {
    case 'lose':
      return undefined
    case 'forge': {
      const { change, signature, bend } = effect
      const content = { ...signed.content, ...change }
      const unsigned = errand.protocol.notification(content, errand.app)
      return { message: messageOf({ content, unsigned, signature }), bend }
    }
    case 'readdress': {
      const { url = notification.url } = outgoing
      return { ...outgoing, url: `${url}${url.includes('?') ? '&' : '?'}${effect.query}` }
    }
    case 'repeat':
      sendCopies(core, notification, effect)
      return outgoing
    case 'replay':
      sendAgain(core, notification, outgoing.message, effect)
      return outgoing
    case 'deafen':
      return { ...outgoing, isDeaf: true }
    case 'pass':
      return outgoing
  }
}

/** What a fault sees of it. */
function forgeable(
  core: SandboxCore,
  { job, protocol, app }: Errand,
  { content, unsigned, signature }: Signed,
): DeliveryMessage {
  return {
    stage: 'delivery',
    attempt: job.attempt,
    totalFen: content.totalFen,
    signature,
    signing: (change) =>
      change ? protocol.notification({ ...content, ...change }, app).signing : unsigned.signing,
    sign: (signing, by) => signedBy(core, signing, by),
    stolenSignature: core.stolenSignature,
  }
}

/** The merchant has answered, or has not: note it, and plan the next send or stop. */
function settle(
  core: SandboxCore,
  errand: Errand,
  result: SendResult,
  sent: Sent,
  isDeaf = false,
): void {
  const { job, protocol, delivery } = errand
  const answered = 'status' in result
  const heard = answered
    ? protocol.acknowledged(result.status, result.body)
    : { acknowledged: false, why: result.failed }
  const { acknowledged, why } = isDeaf ? { acknowledged: false, why: UNHEARD } : heard
  core.writer.transact(() => {
    core.jobs.remove(job.id)
    if (why !== LOST) {
      core.writer.write({
        kind: 'reply',
        delivery,
        ...(answered && { status: result.status, body: result.body.slice(0, 2_000) }),
        tookMs: sent.tookMs ?? 0,
        acknowledged,
        accepted: heard.acknowledged,
        why,
      })
    }
    releaseHeld(core, errand.notification.trade.tradeNo, job.id)
    const current = core.notifications.get(job.notifyId)
    if (!current || job.copy) return
    const attempts = current.attempts + 1
    const gapMs = acknowledged || current.once ? undefined : gapAfter(job.attempt, scheduleOf(core))
    if (gapMs !== undefined) {
      const next = { kind: 'notify', notifyId: job.notifyId, attempt: job.attempt + 1 } as const
      core.jobs.add(sent.at + gapMs, next)
    }
    const state = acknowledged ? 'acknowledged' : gapMs === undefined ? 'exhausted' : 'pending'
    core.notifications.put({ ...current, attempts, state, lastWhy: why })
  })
}

function scheduleOf(core: SandboxCore): Schedule {
  const { notifyResends: resends, notifyFirstGap: firstGap } = core.options()
  return { resends, firstGap }
}
