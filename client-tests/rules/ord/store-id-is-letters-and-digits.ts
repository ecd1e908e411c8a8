// ORD-06: store_id is letters and digits. Chinese characters break campaigns.
import { finding } from '../judge.ts'
import { perOrder } from '../orders.ts'
import type { Rule } from '../rule.ts'

export const storeIdIsLettersAndDigits: Rule = {
  id: 'ORD-06',
  source: '004:L102-106',
  check(trace) {
    return perOrder(trace, ({ text: { storeId }, evidence }) => {
      if (storeId === undefined) return []
      const isAscii = /^[\x20-\x7e]*$/.test(storeId)
      const isPlain = /^[A-Za-z0-9]+$/.test(storeId)
      const status = isPlain ? 'pass' : isAscii ? 'warn' : 'fail'
      return [
        finding(status, [evidence], `store_id is "${storeId}".`, `store_id 为 "${storeId}"。`),
      ]
    })
  },
}
