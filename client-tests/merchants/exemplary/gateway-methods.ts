// The openapi methods a shop needs, over whatever sends them. Names and parameters only.
import type { Download, Gateway, Reply } from './ports.ts'

type Biz = Record<string, unknown>

export interface Sender {
  /** Sends one signed request; resolves to a reply value whatever the network does. */
  send(method: string, biz: Biz, notify: boolean): Promise<Reply>
  link(method: string, biz: Biz, notify: boolean): string
  download(url: string): Promise<Download>
  verifyNotification(form: Record<string, string>): boolean
}

export function gatewayOver({ send, link, download, verifyNotification }: Sender): Gateway {
  return {
    pay: (order, notify) => send('alipay.trade.pay', order, notify),
    precreate: (order, notify) => send('alipay.trade.precreate', order, notify),
    pageUrl: (order, notify) => link('alipay.trade.page.pay', order, notify),
    query: (no) => send('alipay.trade.query', { out_trade_no: no }, false),
    cancel: (no) => send('alipay.trade.cancel', { out_trade_no: no }, false),
    close: (no) => send('alipay.trade.close', { out_trade_no: no }, false),
    // The number goes with full refunds too (004:L220 asks for it on partial ones).
    refund: ({ outTradeNo, outRequestNo, amount, reason }) =>
      send(
        'alipay.trade.refund',
        {
          out_trade_no: outTradeNo,
          refund_amount: amount,
          ...(outRequestNo !== '' && { out_request_no: outRequestNo }),
          ...(reason !== undefined && { refund_reason: reason }),
        },
        false,
      ),
    refundQuery: (no, outRequestNo) =>
      send(
        'alipay.trade.fastpay.refund.query',
        { out_trade_no: no, out_request_no: outRequestNo },
        false,
      ),
    heartbeat: (beat) => send('monitor.heartbeat.syn', beat, false),
    billUrl: (date) =>
      send(
        'alipay.data.dataservice.bill.downloadurl.query',
        { bill_type: 'trade', bill_date: date },
        false,
      ),
    download,
    verifyNotification,
  }
}
