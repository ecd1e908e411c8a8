// Which wallet a payment is from: its code tells. At a till abroad (`ams`) it is Alipay's, and the gateway another.

export const HOME_WALLETS = ['alipay', 'wechat'] as const
export const WALLETS = [...HOME_WALLETS, 'ams', 'mapi'] as const
export type Wallet = (typeof WALLETS)[number]
export type HomeWallet = (typeof HOME_WALLETS)[number]

/** WeChat's payment codes have 18 digits and begin with 10 to 15; Alipay's begin with 25 to 30 (004:L94-100). */
export const walletOfCode = (authCode: unknown): HomeWallet =>
  /^1[0-5]\d{16}$/.test(String(authCode)) ? 'wechat' : 'alipay'

export const walletOf = ({ order }: { order: Readonly<Record<string, unknown>> }): HomeWallet =>
  walletOfCode(order['auth_code'])
