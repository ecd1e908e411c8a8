// A notification composed and signed, and what faults make of it on its way to the merchant.
import type { DeliveryMessage } from '../../faults/messages.ts'
import type { Bend } from '../../journal/notification-entry.ts'
import type {
  CaughtNotification,
  NotificationContent,
  UnsignedNotification,
} from '../../protocols/notification.ts'
import { bendDelivery } from '../core/bend.ts'
import type { SandboxCore } from '../core/core.ts'
import { signatureOf, signedBy } from '../core/signing.ts'
import { sendAgain, sendCopies } from './copies.ts'
import type { SendTask } from './send-task.ts'

/** A notification composed and signed. */
export interface Signed {
  content: NotificationContent
  unsigned: UnsignedNotification
  signature: string | undefined
}

/** What goes out, and where to. */
export interface Outgoing {
  message: CaughtNotification
  bend: Bend | undefined
  /** Where it goes when not to the order's own notify_url. */
  url?: string
  /** The merchant's answer will not be heard. */
  isDeaf?: boolean
}

export const messageOf = ({ content, unsigned, signature }: Signed): CaughtNotification => ({
  notifyId: content.notifyId,
  text: unsigned.text,
  ...unsigned.finish(signature),
})

/** Faults on the signed notification; `undefined` when it is lost. */
export async function bendOnTheWay(
  core: SandboxCore,
  task: SendTask,
  signed: Signed,
  outgoing: Outgoing,
): Promise<Outgoing | undefined> {
  const { job, delivery, matchSubject, notification } = task
  const injected = task.injected?.bound.stage === 'delivery' ? task.injected : undefined
  if ((notification.once && !injected) || job.copy) return outgoing
  const at = { ...matchSubject, stage: 'delivery' } as const
  const subject = { delivery, outTradeNo: notification.trade.outTradeNo }
  const effect = await bendDelivery(core, forgeable(core, task, signed), at, subject, injected)
  if (!injected) core.stolenSignature = signed.signature
  switch (effect.do) {
    case 'lose':
      return undefined
    case 'forge': {
      const { change, signature, bend } = effect
      const content = { ...signed.content, ...change }
      const unsigned = task.protocol.notification(content, task.app, task.options)
      return { message: messageOf({ content, unsigned, signature }), bend }
    }
    case 'readdress': {
      const { url: before = notification.url } = outgoing
      const url = `${before}${before.includes('?') ? '&' : '?'}${effect.query}`
      // Signed anew, for families that sign the address.
      const content = { ...signed.content, url }
      const unsigned = task.protocol.notification(content, task.app, task.options)
      const signature = await signatureOf(core, unsigned.signing)
      return { ...outgoing, message: messageOf({ content, unsigned, signature }), url }
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
  { job, protocol, app, options }: SendTask,
  { content, unsigned, signature }: Signed,
): DeliveryMessage {
  return {
    stage: 'delivery',
    attempt: job.attempt,
    totalFen: content.totalFen,
    signature,
    signing: (change) =>
      change
        ? protocol.notification({ ...content, ...change }, app, options).signing
        : unsigned.signing,
    sign: (signing, by) => signedBy(core, signing, by),
    stolenSignature: core.stolenSignature,
  }
}
