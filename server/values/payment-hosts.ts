// Under which names programs find the gateways that are simulated here: Alipay's production gateway, the
// sandbox of today and the one before it; the old gateway, its sandbox, and where it is asked about notifications;
// WeChat Pay's gateway and its second address.

export const PAYMENT_HOSTS: readonly string[] = [
  'openapi.alipay.com',
  'openapi-sandbox.dl.alipaydev.com',
  'openapi.alipaydev.com',
  'mapi.alipay.com',
  'mapi.alipaydev.com',
  'notify.alipay.com',
  'api.mch.weixin.qq.com',
  'api2.mch.weixin.qq.com',
]
