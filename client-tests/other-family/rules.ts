// What the toy asks of its merchants: four sets of rules, by the usual numbers, and its own words of
// acknowledgement.
import { checklist, type Checklist } from '../rules/checklist.ts'
import { asksSets, type FamilyRules } from '../rules/families.ts'
import { TOY } from './toy-wire.ts'

const TOY_RULES: FamilyRules = {
  family: TOY,
  asks: asksSets('polling', 'exceptions', 'notifications', 'one-sided'),
  parameters: {
    acknowledgement: {
      expected: { en: 'exactly {"ok":true}', zh: '恰好 {"ok":true}' },
      causeOf: (_status, body) => ({ en: `it is ${body}`, zh: `为 ${body}` }),
    },
  },
}

/** The checklist with this family beside those of the product. */
export const JUDGED_BY: Checklist = {
  ...checklist,
  families: [...checklist.families, TOY_RULES],
}
