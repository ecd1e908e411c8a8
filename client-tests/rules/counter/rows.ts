// The rows of the checklist about the cashier and the back office: severity, families, and words.
import { row, type Row } from '../row.ts'
import { aManualQueryAsksTheGateway } from './a-manual-query-asks-the-gateway.ts'
import { aCancelIsPromptedStrongly } from './a-cancel-is-prompted-strongly.ts'
import { anOpenCancelIsShownAsOpen } from './an-open-cancel-is-shown-as-open.ts'
import { aResolvedPaymentIsRefunded } from './a-resolved-payment-is-refunded.ts'

export const cashRows: readonly Row[] = [
  row(aManualQueryAsksTheGateway, 'major', 'OW', {
    title: ['Independent manual query', '手动查询兜底'],
    trigger: ['Somebody in the shop looked an order up', '店员手动查询订单'],
    remedy: [
      'Send QUERY by out_trade_no at once, show its answer, and let it correct the books.',
      '立即按 out_trade_no 调用查询接口，显示网关结果并更正本地状态。',
    ],
  }),
  row(aCancelIsPromptedStrongly, 'minor', 'O', {
    title: ['Strong prompt after a cancel', '撤销成功强提示'],
    trigger: ['A cancel succeeded and the sale ended without money', '撤销成功且未收款'],
    remedy: [
      'Say clearly that the order is cancelled, and point to the manual query for doubts.',
      '明确提示交易已撤销，如有疑问引导使用手动查询。',
    ],
  }),
  row(anOpenCancelIsShownAsOpen, 'major', 'O', {
    title: ['A cancel without a result is shown as under way', '撤销处理中提示'],
    trigger: ['A cancel had no result for some seconds', '撤销结果数秒内未知'],
    remedy: [
      'Show “cancel in progress, the money may be refunded” until the cancel has a result.',
      '撤销结果未知期间提示“撤销处理中，款项可能退回”。',
    ],
  }),
  row(aResolvedPaymentIsRefunded, 'major', 'O', {
    title: ['The back office gives the money back', '上报总部后退款'],
    trigger: ['A paid order that had been escalated was resolved', '已支付的上报订单由后台处理'],
    remedy: [
      'On confirmation send QUERY, then REFUND, and take the item off the list.',
      '确认后先查询再退款（不是撤销），并将该项移出列表。',
    ],
  }),
]
