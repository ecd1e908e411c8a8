// The rows of the checklist about refund: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { eachRefundIntentHasItsOwnNumber } from './each-refund-intent-has-its-own-number.ts'

export const refRows: readonly Row[] = [
  row(eachRefundIntentHasItsOwnNumber, 'critical', 'O', {
    title: ['One out_request_no per refund', '部分退款换请求号'],
    trigger: ['An order was refunded twice', '同一订单退款两次以上'],
    remedy: [
      'Draw a new out_request_no for each refund intent.',
      '每笔退款使用新的 out_request_no。',
    ],
  }),
]
