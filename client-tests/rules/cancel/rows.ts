// The rows of the checklist about cancel: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { aCancelOutlivesAnOutage } from './a-cancel-outlives-an-outage.ts'
import { aLateCancelIsNotRepeated } from './a-late-cancel-is-not-repeated.ts'
import { aRefundIsNeverACancel } from './a-refund-is-never-a-cancel.ts'
import { repeatedCancelsReverseOnce } from './repeated-cancels-reverse-once.ts'
import { retryFlagIsReadWithTheCode } from './retry-flag-is-read-with-the-code.ts'
import { theActionOfACancelIsBooked } from './the-action-of-a-cancel-is-booked.ts'

export const canRows: readonly Row[] = [
  row(retryFlagIsReadWithTheCode, 'critical', 'O', {
    title: ['A cancel succeeds by code and retry_flag', '正确判断撤销结果'],
    trigger: ['A CANCEL answered retry_flag=Y, or was refused', '撤销返回 retry_flag=Y 或被拒'],
    remedy: [
      'Treat retry_flag=Y as unknown: cancel again.',
      'retry_flag=Y 视为结果未知，继续撤销。',
    ],
  }),
  row(aRefundIsNeverACancel, 'critical', 'OW', {
    title: ['Cancel is not refund', '撤销不用于退款'],
    trigger: ['A person wanted the money of a known payment back', '对已知成功的支付要求退款'],
    remedy: [
      'Give money back by REFUND; CANCEL only what you are not sure of.',
      '退回款项使用退款接口，撤销只用于结果不明的支付。',
    ],
  }),
  row(aLateCancelIsNotRepeated, 'major', 'OW', {
    title: ['A cancel that comes too late is not repeated', '撤销超时限改退款'],
    trigger: ['A CANCEL was refused as too late', '撤销因超过时限被拒'],
    remedy: [
      'Query the trade, then refund or close it, or hand it to people.',
      '改为查询，再退款、关单或转人工。',
    ],
  }),
  row(theActionOfACancelIsBooked, 'critical', 'OW', {
    title: ['Cancel closes or refunds, and the books know which', '撤销可能关单或退款'],
    trigger: ['A CANCEL succeeded', '撤销成功'],
    remedy: [
      'Read action: refund means the payment came and went back; book both.',
      '读取 action：refund 表示已付款并退回，应记录冲正。',
    ],
  }),
  row(repeatedCancelsReverseOnce, 'major', 'OW', {
    title: ['A repeated cancel is one reversal', '重复撤销幂等'],
    trigger: ['The same cancel was answered twice', '同一撤销多次返回成功'],
    remedy: [
      'Book a reversal once per payment, whatever the number of replies.',
      '每笔支付只记一次冲正。',
    ],
  }),
  row(aCancelOutlivesAnOutage, 'advisory', 'O', {
    title: ['A cancel outlives an outage', '撤销消息可靠投递'],
    trigger: [
      'The gateway was unreachable for 90 s when a cancel was due',
      '应撤销时网关中断 90 秒以上',
    ],
    remedy: [
      'Keep pending cancels in a queue that outlives a restart.',
      '将待发撤销写入可持久化的队列，恢复后补发。',
    ],
  }),
]
