// ORD-10: an order that sends discount parameters leaves something to be discounted, and its parts
// add up to its total.
import { finding } from '../judge.ts'
import { perOrder } from '../orders.ts'
import { rule } from '../rule.ts'
import { decimal } from './decimal.ts'

export const discountsCanBeUsed = rule({
  id: 'ORD-10',
  source: '004:L126-130; the sum: [ext]',
  severity: 'minor',
  families: ['O'],
  title: ['Usable discount parameters', '打折参数可用'],
  trigger: ['An order sent a discount parameter', '订单包含打折参数'],
  remedy: [
    'Leave discountable_amount above 0, and let both parts add up to total_amount.',
    'discountable_amount 大于 0，且两部分之和等于总额。',
  ],
  seenBy: 'traffic',
  timeless: true,
  check(trace) {
    return perOrder(trace, ({ text: { total = '', discountable, undiscountable }, evidence }) => {
      if (discountable === undefined && undiscountable === undefined) return []
      const [whole, part, rest] = [total, discountable ?? '', undiscountable ?? ''].map(decimal)
      const en = `discountable_amount ${discountable ?? '-'}, undiscountable_amount ${undiscountable ?? '-'}, total_amount ${total}`
      const isUsable = (part !== undefined && part !== 0n) || (rest !== undefined && rest !== whole)
      if (!isUsable)
        return [
          finding(
            'fail',
            [evidence],
            `${en}: nothing is left to discount.`,
            `${en}：无可打折金额。`,
          ),
        ]
      const isWhole =
        whole === undefined || part === undefined || rest === undefined || part + rest === whole
      if (!isWhole)
        return [
          finding(
            'fail',
            [evidence],
            `${en}: the parts are not the total.`,
            `${en}：两者之和不等于总额。`,
          ),
        ]
      return [finding('pass', [evidence], `${en}.`, `${en}。`)]
    })
  },
})
