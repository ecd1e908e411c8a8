// Somebody else writes to the merchant's notify_url: without a signature, with a random one, signed
// by another key, with the signature of another notification, with one field changed, or with a
// digest that needs no key in place of the signature (000:L6; 004:L149).
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { DeliveryEffect } from './effects.ts'
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
  bend: async (message, { variant }, draw): Promise<DeliveryEffect> => ({
    do: 'fields',
    fields: await forge(message, variant, () => draw.digits('forged', 64)),
    bend: { kind: 'forged', note: `forged: ${variant}` },
  }),
})

export async function forge(
  { fields, resign, stolenSignature }: Forgeable,
  variant: (typeof VARIANTS)[number],
  noise: () => string,
): Promise<Record<string, string>> {
  const { sign: _genuine, ...rest } = fields
  const random = () => Buffer.from(noise().repeat(4)).toString('base64')
  switch (variant) {
    case 'none':
      return rest
    case 'random':
      return { ...rest, sign: random() }
    case 'wrong-key':
      return { ...rest, sign: await resign(rest, 'stranger') }
    case 'stolen':
      return { ...rest, sign: stolenSignature ?? random() }
    case 'field-changed': {
      // Signed for one fen, then changed to the order's amount: the thief's way to pay.
      const sign = await resign({ ...rest, total_amount: '0.01' }, 'gateway')
      return { ...rest, sign }
    }
    case 'sign-type-downgraded':
      // sign_type itself is not signed: whoever obeys it lets the forger choose the algorithm.
      return { ...rest, sign_type: 'MD5', sign: md5(rest) }
  }
}

function md5(fields: Record<string, string>): string {
  const pairs = Object.entries(fields).filter(([name]) => name !== 'sign_type')
  const text = pairs.map(([name, value]) => `${name}=${value}`).toSorted()
  return createHash('md5').update(text.join('&')).digest('hex')
}
