import { mutant } from './mutant.ts'

const KNOWN = new Set(
  (
    'notify_time notify_type notify_id charset version sign_type sign app_id auth_app_id trade_no ' +
    'out_trade_no out_biz_no buyer_id buyer_logon_id seller_id seller_email trade_status ' +
    'total_amount receipt_amount invoice_amount buyer_pay_amount point_amount refund_fee ' +
    'send_back_fee subject body gmt_create gmt_payment gmt_refund gmt_close fund_bill_list ' +
    'passback_params'
  ).split(' '),
)

export default mutant({
  name: 'verifies-known-parameters-only',
  flaw: 'The signature is verified over a list of parameters, not over those that came.',
  bend: {
    verifySignature: (form, signedByAlipay) =>
      signedByAlipay(Object.fromEntries(Object.entries(form).filter(([name]) => KNOWN.has(name)))),
  },
  must: { 'NTF-11': 'F' },
  may: ['NTF-13', 'NTF-16', 'NTF-20'],
})
