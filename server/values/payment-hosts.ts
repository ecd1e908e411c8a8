// Under which names programs find the gateways that are simulated here: the production gateway, the
// sandbox of today and the one before it.

export const PAYMENT_HOSTS: readonly string[] = [
  'openapi.alipay.com',
  'openapi-sandbox.dl.alipaydev.com',
  'openapi.alipaydev.com',
]
