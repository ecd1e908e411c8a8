// What people most often want to see go wrong: a rule each, in words of their own. Rules act once.
export interface Recipe {
  id: string
  en: string
  zh: string
  rule: {
    fault: string
    options?: Record<string, string>
    match: { op?: string; count: number; after?: string }
  }
}

const once = (op?: string) => ({ ...(op !== undefined && { op }), count: 1 })

export const RECIPES: readonly Recipe[] = [
  {
    id: 'answer-lost',
    en: 'Next payment: the money moves, the answer is lost',
    zh: '下一笔付款：钱已扣，应答丢失',
    rule: { fault: 'F03', match: once('PAY') },
  },
  {
    id: 'unknown',
    en: 'Next payment: the money moves, the answer says “unknown”',
    zh: '下一笔付款：钱已扣，应答为“未知”',
    rule: { fault: 'F02', match: once('PAY') },
  },
  {
    id: 'late',
    en: 'Next payment: a query finds nothing, then it is executed after all',
    zh: '下一笔付款：先查不到，随后才被执行',
    rule: { fault: 'F07', match: once('PAY') },
  },
  {
    id: 'nothing-happened',
    en: 'Next payment: nothing happens, and nobody answers',
    zh: '下一笔付款：什么都没发生，也没有应答',
    rule: { fault: 'F04', match: once('PAY') },
  },
  {
    id: 'breakpoint',
    en: 'Next payment: paid, and the answer is held until you release it',
    zh: '下一笔付款：已支付，应答被扣住，直到你放行',
    rule: { fault: 'breakpoint', match: once('PAY') },
  },
  {
    id: 'bad-signature',
    en: 'Next payment: answered under a signature that does not fit',
    zh: '下一笔付款：应答的签名不正确',
    rule: { fault: 'F12', match: once('PAY') },
  },
  {
    id: 'slow',
    en: 'Next call: the answer takes 5 s',
    zh: '下一次调用：应答延迟 5 秒',
    rule: { fault: 'F06', options: { delay: '5s' }, match: once() },
  },
  {
    id: 'http-502',
    en: 'Next call: HTTP 502 with a page of HTML',
    zh: '下一次调用：HTTP 502 和一个 HTML 页面',
    rule: { fault: 'F10', match: once() },
  },
  {
    id: 'cancel-retry',
    en: 'Next cancel: asks to be sent again (retry_flag=Y)',
    zh: '下一次撤销：要求重试（retry_flag=Y）',
    rule: { fault: 'F20', match: once('CANCEL') },
  },
  {
    id: 'refund-unchanged',
    en: 'Next refund: the money goes back, the answer says fund_change=N',
    zh: '下一次退款：钱已退，应答为 fund_change=N',
    rule: { fault: 'F23', match: once('REFUND') },
  },
  {
    id: 'notified-twice',
    en: 'Next notification: arrives twice',
    zh: '下一个通知：到达两次',
    rule: { fault: 'N01', match: once() },
  },
  {
    id: 'never-notified',
    en: 'Next notification: its first send is lost',
    zh: '下一个通知：首次发送丢失',
    rule: { fault: 'N04', match: once() },
  },
  {
    id: 'wrong-amount',
    en: 'Next notification: tells a wrong amount, validly signed',
    zh: '下一个通知：金额错误，签名有效',
    rule: { fault: 'N06', match: once() },
  },
]
