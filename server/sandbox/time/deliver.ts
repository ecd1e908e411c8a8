// One send of one notification: build the fields, bend them, sign, bend the delivery, send; the
// answer is a step of its own and decides whether there is a next send.
import { bindFault } from '../../faults/faults.ts'
import type { Bend } from '../../journal/notification-entry.ts'
import type { MatchSubject } from '../../faults/match.ts'
import { gapAfter, replyTimeoutMs, type Schedule } from '../../notifier/schedule.ts'
import type { SendResult } from '../../notifier/send.ts'
import { withoutCredentials } from '../../notifier/target.ts'
import { gatewayKey, strangerKey } from '../../protocols/openapi/gateway-keys.ts'
import { protocolNamed } from '../../protocols/protocols.ts'
import { DIGESTS, type App, type Protocol } from '../../protocols/protocol.ts'
import type { DueJob } from '../../storage/jobs.ts'
import type { Notification } from '../../storage/notifications.ts'
import { introduce } from '../../trade/buyer.ts'
import { formatChinaTime, type Instant } from '../../values/instant.ts'
import { writeDown } from '../core/background.ts'
import { bendDelivery, bendNow, type Candidate } from '../core/bend.ts'
import {
  heldBehind,
  holdBack,
  releaseHeld,
  sendAgain,
  sendAlso,
  sendCopies,
} from './notification-copies.ts'
import type { SandboxCore } from '../core/core.ts'

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

interface Letter {
  fields: Record<string, string>
  bend: Bend | undefined
  /** Where it goes when not to the order's own notify_url. */
  url?: string
  /** The merchant's answer will not be heard. */
  isDeaf?: boolean
}

export async function deliver(core: SandboxCore, job: NotifyJob): Promise<void> {
  const errand = prepare(core, job)
  if (!errand) return
  const letter = job.letter ? stamped(core, job.letter) : build(core, errand)
  if (!letter) return
  const signed = letter.fields.sign ? letter.fields : await sign(core, errand, letter.fields)
  const bent = await bendOnTheWay(core, errand, { ...letter, fields: signed })
  const sent = { at: core.clock.now(), elapsedMs: core.clock.elapsed() }
  if (!bent) return writeDown(core, () => settle(core, errand, { failed: LOST }, sent))
  const { notification, delivery, protocol } = errand
  const { trade } = notification
  const { isDeaf = false } = bent
  const url = withoutCredentials(bent.url ?? notification.url)
  const { charset = 'utf-8' } = bent.fields
  const headers = { 'content-type': `application/x-www-form-urlencoded; charset=${charset}` }
  const body = protocol.notificationBody(bent.fields)
  core.writer.write({
    kind: 'send',
    delivery,
    notifyId: bent.fields.notify_id ?? notification.notifyId,
    attempt: job.attempt,
    outTradeNo: trade.outTradeNo,
    // As it stands in the message: a fault may have changed it, and a refund is told later than it was made.
    tradeStatus: bent.fields.trade_status ?? trade.status,
    genuine: bent.bend === undefined && !notification.once,
    ...(bent.bend !== undefined && { bend: bent.bend }),
    wire: { start: `POST ${url}`, headers, body, encoding: 'utf8' },
  })
  const timeoutMs = replyTimeoutMs(core.clock.rate())
  const answer = await core.send({ url, headers, body, timeoutMs })
  const tookMs = core.clock.elapsed() - sent.elapsedMs
  // The job stays in hand until this is written down, so a full disk sends nothing twice.
  await writeDown(core, () => settle(core, errand, answer, { ...sent, tookMs }, isDeaf))
}

/** A letter that a fault wrote earlier; one that is not signed yet gets the time of now. */
function stamped(core: SandboxCore, { fields, ...rest }: NonNullable<NotifyJob['letter']>): Letter {
  if (fields.sign) return { ...rest, fields }
  return { ...rest, fields: { ...fields, notify_time: formatChinaTime(core.clock.now()) } }
}

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

/** The fields before signing; `undefined` when a fault puts the send off. */
function build(core: SandboxCore, errand: Errand): Letter | undefined {
  const { job, notification, app, protocol, delivery, sight } = errand
  const { trade, refund, notifyId } = notification
  const buyer = core.trades.buyer(trade.buyerId)
  if (!buyer) throw new Error(`notification ${notifyId} names an unknown buyer`)
  const options = core.optionsFor(trade.totalFen)
  const { notifySendBackFee: withSendBackFee, notifyAmounts } = options
  const notifyAt = core.clock.now()
  const content = {
    trade,
    buyer: introduce(buyer, options),
    refund,
    notifyId,
    notifyAt,
    withSendBackFee,
    amountsAreShort: notifyAmounts === 'short',
  }
  const fields = protocol.notification(content, app)
  const lastRefund = refundOf(core, trade.tradeNo)
  const isAnotherHeld = heldBehind(core, trade.tradeNo).length > 0
  const { attempt } = job
  const message = { stage: 'notification', fields, attempt, lastRefund, isAnotherHeld } as const
  const subject = { delivery, outTradeNo: trade.outTradeNo }
  if (notification.delayed) return { fields, bend: undefined }
  const at = { ...sight, stage: 'notification' } as const
  const injected = errand.injected?.bound.stage === 'notification' ? errand.injected : undefined
  const skip = notification.once && !injected
  const effect = skip ? undefined : bendNow(core, message, at, subject, injected)
  if (effect?.do === 'delay') {
    core.writer.transact(() => {
      core.notifications.put({ ...notification, delayed: true })
      const due = core.clock.now() + effect.delayMs
      if (effect.behindNext) holdBack(core, job, trade.tradeNo, due)
      else core.jobs.move(job.id, due)
    })
    return undefined
  }
  if (effect?.do === 'fields') return { fields: effect.fields, bend: effect.bend }
  if (effect?.do === 'also') sendAlso(core, notification, effect)
  return { fields, bend: undefined }
}

/** What has gone back so far, and under which number last. */
function refundOf(core: SandboxCore, tradeNo: string) {
  const refunds = core.trades.refunds(tradeNo)
  const last = refunds.at(-1)
  const totalFen = refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)
  return last && { outRequestNo: last.outRequestNo, totalFen }
}

/** As the notification says of itself. */
const digestOf = ({ sign_type: signType }: Record<string, string>) =>
  DIGESTS[signType === 'RSA' ? 'RSA' : 'RSA2']

async function sign(core: SandboxCore, { app, protocol }: Errand, fields: Record<string, string>) {
  const digest = digestOf(fields)
  const sign = await core.sign(gatewayKey(app), digest, protocol.notificationToSign(fields))
  return { ...fields, sign }
}

/** Faults on the signed notification; `undefined` when it is lost. */
async function bendOnTheWay(
  core: SandboxCore,
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
    stolenSignature: core.stolenSignature,
    resign: (fields: Record<string, string>, key: 'gateway' | 'stranger') => {
      const pem = key === 'gateway' ? gatewayKey(app) : strangerKey(app)
      return core.sign(pem, digestOf(fields), protocol.notificationToSign(fields))
    },
  } as const
  const at = { ...sight, stage: 'delivery' } as const
  const subject = { delivery, outTradeNo: notification.trade.outTradeNo }
  const effect = await bendDelivery(core, message, at, subject, injected)
  if (!injected) core.stolenSignature = letter.fields.sign
  switch (effect.do) {
    case 'lose':
      return undefined
    case 'fields':
      return { fields: effect.fields, bend: effect.bend }
    case 'readdress': {
      const { url = notification.url } = letter
      return { ...letter, url: `${url}${url.includes('?') ? '&' : '?'}${effect.query}` }
    }
    case 'repeat':
      sendCopies(core, notification, effect)
      return letter
    case 'replay':
      sendAgain(core, notification, letter.fields, effect)
      return letter
    case 'deafen':
      return { ...letter, isDeaf: true }
    case 'pass':
      return letter
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
