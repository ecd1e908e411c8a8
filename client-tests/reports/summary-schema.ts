// The shape of a report's first page: verdict, what it would have cost, what to fix first, what stayed
// open. The JSON report holds it, so that console and scripts show what the paper shows.
import * as v from 'valibot'

const localized = v.object({ en: v.string(), zh: v.string() })
const whole = v.pipe(v.number(), v.integer())
const sum = v.object({
  orders: whole,
  fen: v.pipe(whole, v.description('What of it is in yuan, in fen.')),
  others: v.pipe(
    v.optional(v.array(v.object({ currency: v.string(), amount: whole }))),
    v.description('What is in other currencies, in their smallest units.'),
  ),
})

export const summarySchema = v.object({
  word: localized,
  sentence: localized,
  remarks: v.array(localized),
  about: v.pipe(
    v.array(v.object({ name: localized, value: localized })),
    v.description('Which run it was, and by what it was judged.'),
  ),
  cost: v.pipe(
    v.object({ missing: sum, unknown: sum, booked: sum, said: v.array(localized) }),
    v.description(
      'missing: the shop believes money that it does not have; unknown: it has money that it does ' +
        'not know of; booked: the sums agree and something else differs.',
    ),
  ),
  fixFirst: v.pipe(
    v.array(
      v.object({
        rule: v.string(),
        severity: v.picklist(['critical', 'major', 'minor', 'advisory']),
        kind: localized,
        title: localized,
        often: localized,
        stake: v.optional(localized),
        sale: v.optional(v.string()),
        said: v.optional(localized),
        remedy: localized,
      }),
    ),
    v.description('What failed, the worst first.'),
  ),
  criticalOpen: v.pipe(
    v.array(v.object({ rule: v.string(), title: localized, scenario: v.optional(v.string()) })),
    v.description('Critical rules that nothing exercised, with a scenario that would.'),
  ),
  next: v.pipe(v.optional(v.string()), v.description('The command that brings one further.')),
})

export type Summary = v.InferOutput<typeof summarySchema>
export type FixFirst = Summary['fixFirst'][number]
