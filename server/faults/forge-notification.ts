// Somebody else writes to the merchant's notify_url: without a signature, with a random one, signed
// by another key, with the signature of another notification, or with one field changed
// (000:L6; 004:L149).
import * as v from 'valibot'
import { fault, type Forgeable } from './fault.ts'

export const VARIANTS = ['none', 'random', 'wrong-key', 'stolen', 'field-changed'] as const

export const forgeNotification = fault({
  name: 'forge-notification',
  ids: ['N05'],
  about: 'Sends a notification that the gateway never signed.',
  ledger: 'Untouched: nothing was paid.',
  options: v.strictObject({
    variant: v.optional(v.picklist(VARIANTS, VARIANTS.join(', ')), 'wrong-key'),
  }),
  stage: 'delivery',
  bend: async (message, { variant }, draw) => ({
    do: 'fields',
    fields: await forge(message, variant, () => draw.digits('forged', 64)),
    bend: `forged: ${variant}`,
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
  }
}
