// The flaws of flawed acquirers in Chinese, by their names: what `explain` says above the wrong code.

export const ACQUIRER_FLAWS_ZH: Readonly<Record<string, string>> = {
  'state-frozen-at-approval': '支付成功后，无论之后如何撤销，向商户显示的状态始终为成功。',
  'open-after-the-timeout': '约定时间过后半分钟才撤销没有结果的支付。',
  'queue-in-memory': '等待送达支付宝的撤销只存在内存中，重启后丢失。',
  'cancels-what-was-approved': '超时后，连已获知成功的支付也主动撤销。',
  'timeouts-the-wrong-way-round': '前置网关比商户更早放弃。',
  'no-final-cancel': '代商户查询的网关超时后停止查询，却不撤销。',
  'keeps-what-nobody-fetched': '超时仍未被商户取走的成功结果，款项照收不退。',
  'cancel-answered-alone': '收银台的撤销只按本地账目应答，从不转发支付宝。',
  'amount-in-the-wrong-unit': '把金额单位弄错，向支付宝请求了一百倍的金额。',
  'number-of-the-till': '把收银台的支付编号直接用作支付宝的 paymentRequestId。',
  'refund-made-again': '已完成的退款，收银台因未收到应答而重发时，又退了一次。',
  'refund-under-a-new-number': '未获应答的退款换一个编号重发。',
  'cancel-of-nothing-refused': '原交易未到的撤销被拒绝，且不保存。',
  'advice-answered-after-alipay': '支付宝受理撤销之后才应答撤销建议。',
  'advice-dropped-when-paid': '对已成功支付的撤销建议，应答后即丢弃。',
  'lost-reply-means-declined': '支付未获应答，即当作被拒绝。',
  'cancel-sent-once': '未获应答的撤销不再重发。',
}
