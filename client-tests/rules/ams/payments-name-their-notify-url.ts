// AMS-02: each pay names the address of its notification.
import { finding } from '../judge.ts'
import { perOrder } from '../orders.ts'
import { rule } from '../rule.ts'

export const paymentsNameTheirNotifyUrl = rule({
  id: 'AMS-02',
  source: '001:L37-38',
  severity: 'major',
  families: ['A'],
  title: ['pay names paymentNotifyUrl', '支付请求指定通知 URL'],
  trigger: ['A pay was sent', '发起了支付'],
  remedy: [
    'Send paymentNotifyUrl, an absolute http(s) address, with each pay.',
    '每次 pay 都传 paymentNotifyUrl，须为完整的 http(s) 地址。',
  ],
  seenBy: 'traffic',
  timeless: true,
  check: (trace) =>
    perOrder(trace, ({ text: { notifyUrl = '' }, evidence }) => {
      if (/^https?:\/\/\S+$/.test(notifyUrl) && URL.canParse(notifyUrl)) {
        const en = 'The pay names where to notify.'
        return [finding('pass', [evidence], en, '支付请求指定了通知地址。')]
      }
      const en =
        notifyUrl === ''
          ? 'The pay names no paymentNotifyUrl.'
          : `paymentNotifyUrl is ${JSON.stringify(notifyUrl)}, no absolute http(s) address.`
      const zh =
        notifyUrl === ''
          ? '支付请求未指定 paymentNotifyUrl。'
          : `paymentNotifyUrl 为 ${JSON.stringify(notifyUrl)}，不是完整的 http(s) 地址。`
      return [finding('fail', [evidence], en, zh)]
    }),
})
