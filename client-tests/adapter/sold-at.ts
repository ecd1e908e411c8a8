// What a sale says of where it is sold, where that is not Alipay's gateway or WeChat's, which a payment code tells.
import type { Wallet } from '../scenario/scenario.ts'

/** What a till abroad sells in: like yuan it has hundredths. */
const CURRENCY = 'USD'

export function soldAt(wallet: Wallet): { gateway?: 'ams' | 'mapi'; currency?: string } {
  if (wallet === 'mapi') return { gateway: wallet }
  return wallet === 'ams' ? { gateway: wallet, currency: CURRENCY } : {}
}
