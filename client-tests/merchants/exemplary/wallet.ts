// Which wallet a payment is from: its code tells.

export const WALLETS = ['alipay', 'wechat'] as const
export type Wallet = (typeof WALLETS)[number]

/** WeChat's payment codes have 18 digits and begin with 10 to 15; Alipay's begin with 25 to 30 (004:L94-100). */
export const walletOfCode = (authCode: unknown): Wallet =>
  /^1[0-5]\d{16}$/.test(String(authCode)) ? 'wechat' : 'alipay'

export const walletOf = ({ order }: { order: Readonly<Record<string, unknown>> }): Wallet =>
  walletOfCode(order['auth_code'])
