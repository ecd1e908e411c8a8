// ORD-06: store_id is letters and digits. Chinese characters break campaigns.
import { finding } from '../judge.ts'
import { perOrder } from '../orders.ts'
import { rule } from '../rule.ts'

export const storeIdIsLettersAndDigits = rule({
  id: 'ORD-06',
  source: '004:L102-106',
  severity: 'minor',
  families: ['O'],
  title: ['store_id of letters and digits', 'storeid 只含字母和数字'],
  trigger: ['An order carried store_id', '订单包含 store_id'],
  remedy: [
    "Use an id of letters and digits, not the shop's name.",
    'store_id 只用字母和数字，不要用门店名称。',
  ],
  seenBy: 'traffic',
  timeless: true,
  check(trace) {
    return perOrder(trace, ({ text: { storeId }, evidence }) => {
      if (storeId === undefined) return []
      const isAscii = /^[\x20-\x7e]*$/.test(storeId)
      const isPlain = /^[A-Za-z0-9]+$/.test(storeId)
      const status = isPlain ? 'pass' : isAscii ? 'warn' : 'fail'
      const [en, zh] = words(storeId)
      return [finding(status, [evidence], en, zh)]
    })
  },
})

/** Names what is there beside letters and digits: a hyphen is no Chinese. */
function words(storeId: string): [en: string, zh: string] {
  const others = [...new Set(storeId.match(/[^A-Za-z0-9]/gu))]
  if (others.length === 0) {
    const nothing = storeId === '' ? ['is empty', '为空'] : [`is "${storeId}"`, `为 "${storeId}"`]
    return [`store_id ${nothing[0]}.`, `store_id ${nothing[1]}。`]
  }
  const shown = others.map((other) => `"${other}"`)
  return [
    `store_id "${storeId}" holds ${shown.join(', ')} beside letters and digits.`,
    `store_id "${storeId}" 除字母和数字外还含有 ${shown.join('、')}。`,
  ]
}
