// A batch of refunds is accepted, and some of its items fail (002:L73): whoever takes the acceptance for the refund of
// all is wrong about these.
import * as v from 'valibot'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'

/** What the news of the batch says of them. */
const REASONS = {
  balance: 'SellerBalanceTooLow',
  state: 'TradeNotPaid',
  finished: 'TradeFinished',
  sum: 'RefundExceedsPaid',
} as const
const WHYS = ['balance', 'state', 'finished', 'sum'] as const

const PLACES = 'places in the batch such as 2 or 2,5, or all'

const places = v.pipe(
  v.union([v.string(), v.number()], PLACES),
  v.transform(String),
  v.regex(/^([1-9]\d{0,3}(,[1-9]\d{0,3})*|all)$/, PLACES),
)

export const partialBatch = fault({
  name: 'partial-batch',
  ids: ['F28'],
  about: 'Accepts a batch of refunds, and has items of it (`items`, from 1) fail.',
  ledger: 'The items that fail are not refunded, the others are.',
  ops: ['REFUND'],
  options: v.strictObject({
    items: v.optional(places, '2'),
    why: v.optional(v.picklist(WHYS, WHYS.join(', ')), 'balance'),
  }),
  stage: 'call',
  bend: ({ batchSize }, { items, why }) => {
    if (batchSize === undefined) return PASS
    const wanted = items === 'all' ? undefined : items.split(',').map(Number)
    const failing = Array.from({ length: batchSize }, (_one, place) => place).filter(
      (place) => wanted === undefined || wanted.includes(place + 1),
    )
    const reason = REASONS[why]
    return failing.length === 0
      ? PASS
      : { do: 'fail-items', items: failing.map((place) => ({ place, reason })) }
  },
})
