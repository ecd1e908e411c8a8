// ORD-03: amounts are yuan with at most two decimals, within what an order may cost. Refunds have a
// rule of their own.
import { finding, type Finding } from '../judge.ts'
import { perOrder, readAllOrders, type Order } from '../orders.ts'
import { rule } from '../rule.ts'
import { yuan } from '../figures.ts'
import { decimal } from './decimal.ts'

const YUAN = /^\d{1,9}(\.\d{1,2})?$/

export const amountsHaveTwoDecimals = rule({
  id: 'ORD-03',
  source: '004:L330-336,L221; range: [ext]',
  severity: 'minor',
  families: ['O', 'M'],
  title: ['Amounts have two decimals', '金额两位小数'],
  trigger: ['An order named an amount', '订单包含金额'],
  remedy: [
    'Write yuan from integer fen, with two decimals; never print a floating point number.',
    '由整数分格式化为两位小数的元，不要直接输出浮点数。',
  ],
  seenBy: 'traffic',
  timeless: true,
  check(trace, { orderFen: [least, most] }) {
    const inRange = (text: string) => {
      const amount = decimal(text) ?? 0n
      return amount >= (decimal(yuan(least)) ?? 0n) && amount <= (decimal(yuan(most)) ?? 0n)
    }
    const look = ({ text, evidence }: Order): Finding[] => {
      const { total, discountable, undiscountable, goods = [] } = text
      const amounts = Object.entries({
        total_amount: total,
        discountable_amount: discountable,
        undiscountable_amount: undiscountable,
        ...Object.fromEntries(
          goods.map(({ price }, place) => [`price of item ${place + 1}`, price]),
        ),
      }).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
      if (amounts.length === 0) return []
      const odd = amounts.find(({ value }) => !YUAN.test(value))
      if (odd) {
        const en = `${odd.name} is written "${odd.value}": yuan have at most two decimals.`
        const zh = `${odd.name} 写作 "${odd.value}"：金额最多两位小数。`
        return [finding('fail', [evidence], en, zh)]
      }
      if (total !== undefined && !inRange(total)) {
        const en = `total_amount ${total} is outside ${yuan(least)} to ${yuan(most)}.`
        const zh = `total_amount ${total} 超出 ${yuan(least)} 至 ${yuan(most)}。`
        return [finding('fail', [evidence], en, zh)]
      }
      const values = amounts.map(({ value }) => value).join(', ')
      return [finding('pass', [evidence], `Amounts: ${values}.`, `金额：${values}。`)]
    }
    return perOrder(trace, look, readAllOrders)
  },
})
