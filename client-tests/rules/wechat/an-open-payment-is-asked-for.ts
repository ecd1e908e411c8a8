// WX-01: USERPAYING and SYSTEMERROR both leave a payment open (003:L15-18). What POLL-08 asks of Alipay's
// 10003 and 20000, asked of WeChat's words.
import { openOutcomeIsNeitherSuccessNorFailure } from '../polling/open-outcome-is-neither-success-nor-failure.ts'
import { rule } from '../rule.ts'

export const anOpenPaymentIsAskedFor = rule({
  id: 'WX-01',
  source: '003:L15-18',
  severity: 'critical',
  families: ['W'],
  title: ['USERPAYING and SYSTEMERROR mean: ask', 'USERPAYING 与 SYSTEMERROR 均需查询'],
  trigger: [
    'A micropay was answered USERPAYING or SYSTEMERROR',
    '付款码支付返回 USERPAYING 或 SYSTEMERROR',
  ],
  remedy: [
    'Keep the sale as waiting, and call orderquery until it says more.',
    '订单保持等待状态，调用查询订单直至获得结果。',
  ],
  seenBy: 'both',
  needs: 'PAY',
  check: (trace, parameters) => openOutcomeIsNeitherSuccessNorFailure.check(trace, parameters),
})
