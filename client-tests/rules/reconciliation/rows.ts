// The rows of the checklist about reconciliation: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { theBillOfEachDayIsFetched } from './the-bill-of-each-day-is-fetched.ts'
import { aLinkIsFollowedWhileItLives } from './a-link-is-followed-while-it-lives.ts'
import { everyDiscrepancyIsFound } from './every-discrepancy-is-found.ts'
import { aCancelRefundIsRecognised } from './a-cancel-refund-is-recognised.ts'
import { whatNobodyPaidIsNotMissed } from './what-nobody-paid-is-not-missed.ts'

export const recRows: readonly Row[] = [
  row(theBillOfEachDayIsFetched, 'major', 'OW', {
    title: ['The bill of each day is fetched', '次日下载账单'],
    trigger: ['A bill was asked for, or should have been', '查询了账单，或本应查询'],
    remedy: [
      'On the next day ask for bill_type=trade with yesterday as bill_date.',
      '次日以 bill_type=trade、bill_date=昨日 查询账单下载地址。',
    ],
  }),
  row(aLinkIsFollowedWhileItLives, 'major', 'O', {
    title: ['The link to a bill is followed within 30 s', '账单链接 30 秒内下载'],
    trigger: ['A link to a bill was followed', '使用了账单下载链接'],
    remedy: [
      'Download by GET as soon as the link is there; ask for a new link when it has died.',
      '获得链接后立即用 GET 下载，过期则重新查询链接。',
    ],
  }),
  row(everyDiscrepancyIsFound, 'major', 'OW', {
    title: ['Bill and books are compared item by item', '逐笔核对'],
    trigger: ['A bill with planted discrepancies was compared', '核对了含差异的账单'],
    remedy: [
      'Match each row by order and refund number, both ways, amounts included.',
      '按订单号、退款号双向逐笔核对，并比较金额。',
    ],
  }),
  row(aCancelRefundIsRecognised, 'major', 'OW', {
    title: ['Refunds made by a cancel are recognised', '识别撤销退款'],
    trigger: ['The bill held a payment that a cancel sent back', '账单含已支付后被撤销的交易'],
    remedy: [
      'A refund whose number is the trade number belongs to the cancelled order.',
      '退款批次号等于交易号的退款，归属被撤销的订单。',
    ],
  }),
  row(whatNobodyPaidIsNotMissed, 'minor', 'OW', {
    title: ['What was closed unpaid is not missed in the bill', '未付撤销不在账单'],
    trigger: ['A bill was compared on a day with unpaid orders', '当日有未付关闭的订单'],
    remedy: [
      'Expect in the bill only what was paid.',
      '只核对已支付的订单，未付关闭的不应出现在账单中。',
    ],
  }),
]
