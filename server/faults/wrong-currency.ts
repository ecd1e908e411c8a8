// A validly signed notification whose sum is the order's and whose currency is another (001:L127-130): ten
// yen for ten dollars. Only gateways that name a currency can tell one.
import * as v from 'valibot'
import { PASS } from './effects.ts'
import { fault } from './fault.ts'

const OTHERS = ['JPY', 'HKD'] as const

export const wrongCurrency = fault({
  name: 'wrong-currency',
  ids: ['N10'],
  about: 'Notifies the sum of the order in another currency, where the gateway names one.',
  ledger: 'Untouched.',
  options: v.strictObject({
    currency: v.optional(
      v.pipe(v.string('a currency'), v.regex(/^[A-Z]{3}$/, 'three capital letters, such as JPY')),
    ),
  }),
  stage: 'notification',
  bend: ({ content }, { currency: wanted }) => {
    if (content.currency === undefined) return PASS
    const currency = wanted ?? OTHERS.find((one) => one !== content.currency) ?? 'JPY'
    const bend = { kind: 'amount', note: `currency: ${currency}` } as const
    return { do: 'content', content: { ...content, currency }, bend }
  },
})
