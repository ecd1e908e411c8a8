// Somebody else writes to the merchant's notify_url: without a signature, with a random one, signed
// by another key, with the signature of another notification, with one field changed, or with a
// digest that needs no key in place of the signature (000:L6; 004:L149).
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Forgery } from '../protocols/notification.ts'
import type { Forge } from './effects.ts'
import { fault } from './fault.ts'
import type { Forgeable } from './messages.ts'

export const VARIANTS = [
  'none',
  'random',
  'wrong-key',
  'stolen',
  'field-changed',
  'sign-type-downgraded',
] as const

export const forgeNotification = fault({
  name: 'forge-notification',
  ids: ['N05'],
  about: 'Sends a notification that the gateway never signed.',
  ledger: 'Untouched: nothing was paid.',
  options: v.strictObject({
    variant: v.optional(v.picklist(VARIANTS, VARIANTS.join(', ')), 'wrong-key'),
  }),
  stage: 'delivery',
  bend: (message, { variant }, draw) => forge(message, variant, () => draw.digits('forged', 64)),
})

export async function forge(
  message: Forgeable,
  variant: (typeof VARIANTS)[number],
  noise: () => string,
): Promise<Forge> {
  const bend = { kind: 'forged', note: `forged: ${variant}` } as const
  const forged = (signature: string | undefined, change: Forgery = {}): Forge => ({
    do: 'forge',
    change,
    signature,
    bend,
  })
  const random = () => Buffer.from(noise().repeat(4)).toString('base64')
  switch (variant) {
    case 'none':
      return forged(undefined)
    case 'random':
      return forged(random())
    case 'wrong-key':
      return forged(await message.sign(message.signing(), 'stranger'))
    case 'stolen':
      return forged(message.stolenSignature ?? random())
    case 'field-changed':
      // Signed for one fen, then changed to the order's amount: the thief's way to pay.
      return forged(await message.sign(message.signing({ totalFen: 1 }), 'gateway'))
    case 'sign-type-downgraded': {
      // The algorithm that is named is not signed: whoever obeys it lets the forger choose it.
      const { bytes } = message.signing()
      return forged(createHash('md5').update(bytes).digest('hex'), { signAs: 'MD5' })
    }
  }
}
