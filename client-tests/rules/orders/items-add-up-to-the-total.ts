// ORD-02: where an order lists its goods, prices times quantities are its total, in exact decimals.
import { finding } from '../judge.ts'
import { perOrder } from '../orders.ts'
import { rule } from '../rule.ts'
import { addUp, decimal, written } from './decimal.ts'

export const itemsAddUpToTheTotal = rule({
  id: 'ORD-02',
  source: '000:L38-39; 004:L82-86',
  severity: 'critical',
  families: ['O', 'A'],
  title: ['Items add up to the total', '单品总额一致'],
  trigger: ['An order listed goods_detail', '订单包含 goods_detail'],
  remedy: [
    'Calculate in integer fen; price times quantity over all items must be total_amount.',
    '以分为单位做整数运算，使单价×数量之和等于 total_amount。',
  ],
  seenBy: 'traffic',
  timeless: true,
  check(trace) {
    return perOrder(trace, ({ text: { goods = [], total = '' }, evidence }) => {
      if (goods.length === 0) return []
      const sum = addUp(goods.map(({ price, quantity }) => [decimal(price), decimal(quantity)]))
      const wanted = decimal(total)
      const shown = sum === undefined ? 'unreadable' : written(sum)
      const isEqual = sum !== undefined && wanted !== undefined && sum === wanted
      const en = `${goods.length} items add up to ${shown}; total_amount is ${total}.`
      const zh = `${goods.length} 项商品合计 ${shown}，total_amount 为 ${total}。`
      return [finding(isEqual ? 'pass' : 'fail', [evidence], en, zh)]
    })
  },
})
