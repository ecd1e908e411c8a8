// The rows of the checklist about QR orders: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { lateScanTakesNoMoneyForNothing } from './late-scan-takes-no-money-for-nothing.ts'
import { notExistingBeforeTheScanIsPending } from './not-existing-before-the-scan-is-pending.ts'

export const qrRows: readonly Row[] = [
  row(notExistingBeforeTheScanIsPending, 'major', 'O', {
    title: ['Not existing before the scan is no failure', '未扫码查询不存在不是失败'],
    trigger: ['A QR order was queried before anybody scanned it', '扫码前查询了预下单订单'],
    remedy: [
      'Keep waiting on TRADE_NOT_EXIST until the QR expires; show no second code beside it.',
      '扫码前查询不存在应继续等待至过期，不要重复预下单。',
    ],
  }),
  row(lateScanTakesNoMoneyForNothing, 'critical', 'O', {
    title: ['A late scan takes no money for nothing', '放弃后的误支付'],
    trigger: ['Somebody scanned a QR code after the merchant gave it up', '商户放弃后有人扫码'],
    remedy: [
      'Close, cancel or let expire what you give up; book or refund money that comes all the same.',
      '放弃时关闭、撤销或设置超时；仍到账的款项应入账或立即退款。',
    ],
  }),
]
