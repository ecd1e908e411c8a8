// One send of one notification: build the fields, bend them, sign, bend the delivery, send; the
// answer is a step of its own and decides whether there is a next send.
import { bindFault } from '../faults/faults.ts'
import type { Sight } from '../faults/match.ts'
import { gapAfter, replyTimeoutMs, type Schedule } from '../notifier/schedule.ts'
import type { SendResult } from '../notifier/send.ts'
import { protocolNamed } from '../protocols/protocols.ts'
import { DIGESTS, type App, type Protocol } from '../protocols/protocol.ts'
import type { DueJob } from '../storage/jobs.ts'
import type { Notification } from '../storage/notifications.ts'
import { drawNotifyId } from '../values/ids.ts'
import type { Instant } from '../values/instant.ts'
import { bendDelivery, bendNow, type Candidate } from './bend.ts'
import type { Parts } from './parts.ts'
import { strangerKey } from './people.ts'

type NotifyJob = Extract<DueJob, { kind: 'notify' }>

/** What is needed to send, gathered once. */
interface Errand {
  job: NotifyJob
  notification: Notification
  app: App
  protocol: Protocol
  delivery: string
  sight: Omit<Sight, 'stage'>
  injected: Candidate | undefined
}

const LOST = 'lost on the way'

/** When a send began, on both clocks: the next one counts from here. */
interface Sent {
  at: Instant
  elapsedMs: number
}

interface Letter {
  fields: Record<string, string>
  bend: string | undefined
}

export async function deliver(parts: Parts, job: NotifyJob): Promise<void> {
  const errand = prepare(parts, job)
  if (!errand) return
  const letter = build(parts, errand)
  if (!letter) return
  const signed = await sign(parts, errand, letter.fields)
  const bent = await bendOnTheWay(parts, errand, { ...letter, fields: signed })
  const sent = { at: parts.clock.now(), elapsedMs: parts.clock.elapsed() }
  if (!bent) return settle(parts, errand, { failed: LOST }, sent)
  const { notification, delivery, protocol } = errand
  const { url, trade } = notification
  const { charset = 'utf-8' } = bent.fields
  const headers = { 'content-type': `application/x-www-form-urlencoded; charset=${charset}` }
  const body = protocol.notificationBody(bent.fields)
  parts.writer.write({
    kind: 'send',
    delivery,
    notifyId: bent.fields.notify_id ?? notification.notifyId,
    attempt: job.attempt,
    outTradeNo: trade.outTradeNo,
    tradeStatus: trade.status,
    genuine: bent.bend === undefined && !notification.once,
    ...(bent.bend !== undefined && { bend: bent.bend }),
    wire: { start: `POST ${url}`, headers, body, encoding: 'utf8' },
  })
  const timeoutMs = replyTimeoutMs(parts.clock.rate())
  settle(parts, errand, await parts.send({ url, headers, body, timeoutMs }), sent)
}

function prepare(parts: Parts, job: NotifyJob): Errand | undefined {
  const notification = parts.notifications.get(job.notifyId)
  const app = notification && parts.apps.get(notification.appId)
  if (!notification || !app) {
    parts.jobs.remove(job.id)
    return undefined
  }
  const { trade } = notification
  const protocol = protocolNamed(trade.via)
  const seen = parts.trades.sighting(trade.pid, trade.outTradeNo)
  const sight = {
    outTradeNo: trade.outTradeNo,
    authCode: seen?.authCode === undefined ? undefined : String(seen.authCode),
    amountFen: trade.totalFen,
    appId: trade.appId,
    protocol: protocol.name,
    tradeStatus: trade.status,
  }
  const delivery = `d${parts.count('delivery')}`
  return { job, notification, app, protocol, delivery, sight, injected: injectedOf(notification) }
}

function injectedOf({ bend }: Notification): Candidate | undefined {
  if (!bend) return undefined
  const made = bindFault(bend.fault, bend.options)
  return 'wrong' in made ? undefined : { rule: undefined, bound: made.bound }
}

/** The fields before signing; `undefined` when a fault puts the send off. */
function build(parts: Parts, errand: Errand): Letter | undefined {
  const { job, notification, app, protocol, delivery, sight } = errand
  const { trade, refund, notifyId } = notification
  const buyer = parts.trades.buyer(trade.buyerId)
  if (!buyer) throw new Error(`notification ${notifyId} names an unknown buyer`)
  const { notifySendBackFee: withSendBackFee } = parts.policy()
  const notifyAt = parts.clock.now()
  const content = { trade, buyer, refund, notifyId, notifyAt, withSendBackFee }
  const fields = protocol.notification(content, app)
  const message = { stage: 'notification', fields, attempt: job.attempt } as const
  const subject = { delivery, outTradeNo: trade.outTradeNo }
  if (notification.delayed) return { fields, bend: undefined }
  const at = { ...sight, stage: 'notification' } as const
  const injected = errand.injected?.bound.stage === 'notification' ? errand.injected : undefined
  const skip = notification.once && !injected
  const effect = skip ? undefined : bendNow(parts, message, at, subject, injected)
  if (effect?.do === 'delay') {
    parts.writer.transact(() => {
      parts.notifications.put({ ...notification, delayed: true })
      parts.jobs.move(job.id, parts.clock.now() + effect.delayMs)
    })
    return undefined
  }
  if (effect?.do === 'fields') return { fields: effect.fields, bend: effect.bend }
  return { fields, bend: undefined }
}

/** As the notification says of itself. */
const digestOf = ({ sign_type: signType }: Record<string, string>) =>
  DIGESTS[signType === 'RSA' ? 'RSA' : 'RSA2']

async function sign(parts: Parts, { app, protocol }: Errand, fields: Record<string, string>) {
  const digest = digestOf(fields)
  const sign = await parts.sign(app.alipayPrivateKey, digest, protocol.notificationToSign(fields))
  return { ...fields, sign }
}

/** Faults on the signed notification; `undefined` when it is lost. */
async function bendOnTheWay(
  parts: Parts,
  errand: Errand,
  letter: Letter,
): Promise<Letter | undefined> {
  const { job, app, protocol, delivery, sight, notification } = errand
  const injected = errand.injected?.bound.stage === 'delivery' ? errand.injected : undefined
  if ((notification.once && !injected) || job.copy) return letter
  const message = {
    stage: 'delivery',
    fields: letter.fields,
    attempt: job.attempt,
    stolenSignature: parts.stolenSignature,
    resign: (fields: Record<string, string>, key: 'gateway' | 'stranger') => {
      const pem = key === 'gateway' ? app.alipayPrivateKey : strangerKey(app)
      return parts.sign(pem, digestOf(fields), protocol.notificationToSign(fields))
    },
  } as const
  const at = { ...sight, stage: 'delivery' } as const
  const subject = { delivery, outTradeNo: notification.trade.outTradeNo }
  const effect = await bendDelivery(parts, message, at, subject, injected)
  if (!injected) parts.stolenSignature = letter.fields.sign
  if (effect.do === 'lose') return undefined
  if (effect.do === 'fields') return { fields: effect.fields, bend: effect.bend }
  if (effect.do === 'repeat') copy(parts, errand, effect)
  return letter
}

/** Copies go out by themselves: they are never resent and change nothing. */
function copy(
  parts: Parts,
  { notification }: Errand,
  { copies, gapMs, newId }: { copies: number; gapMs: number; newId: boolean },
) {
  parts.writer.transact(() => {
    for (let nth = 1; nth <= copies; nth++) {
      const { trade } = notification
      const notifyId = newId
        ? drawNotifyId(parts.draw, trade.buyerId, parts.clock.now())
        : notification.notifyId
      if (newId) {
        const once = { attempts: 0, state: 'exhausted', lastWhy: 'a copy, sent once' } as const
        parts.notifications.put({ ...notification, notifyId, ...once })
      }
      const due = parts.clock.now() + nth * gapMs
      parts.jobs.add(due, { kind: 'notify', notifyId, attempt: nth + 1, copy: true })
    }
  })
  parts.wakeUp()
}

/** The merchant has answered, or has not: note it, and plan the next send or stop. */
function settle(parts: Parts, errand: Errand, result: SendResult, sent: Sent): void {
  const { job, protocol, delivery } = errand
  const answered = 'status' in result
  const { acknowledged, why } = answered
    ? protocol.acknowledged(result.status, result.body)
    : { acknowledged: false, why: result.failed }
  parts.writer.transact(() => {
    parts.jobs.remove(job.id)
    if (why !== LOST) {
      parts.writer.write({
        kind: 'reply',
        delivery,
        ...(answered && { status: result.status, body: result.body.slice(0, 2_000) }),
        tookMs: parts.clock.elapsed() - sent.elapsedMs,
        acknowledged,
        why,
      })
    }
    const current = parts.notifications.get(job.notifyId)
    if (!current || job.copy) return
    const attempts = current.attempts + 1
    const gapMs =
      acknowledged || current.once ? undefined : gapAfter(job.attempt, scheduleOf(parts))
    if (gapMs !== undefined) {
      const next = { kind: 'notify', notifyId: job.notifyId, attempt: job.attempt + 1 } as const
      parts.jobs.add(sent.at + gapMs, next)
    }
    const state = acknowledged ? 'acknowledged' : gapMs === undefined ? 'exhausted' : 'pending'
    parts.notifications.put({ ...current, attempts, state, lastWhy: why })
  })
}

function scheduleOf(parts: Parts): Schedule {
  const { notifyResends: resends, notifyFirstGap: firstGap } = parts.policy()
  return { resends, firstGap }
}
