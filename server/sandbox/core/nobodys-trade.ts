// A notification that tells of no order still belongs to somebody: an empty trade stands for whoever is told.
import { NOBODY } from '../../trade/buyer.ts'
import type { Trade } from '../../trade/trade.ts'
import type { Instant } from '../../values/instant.ts'

export const nobodysTrade = (
  whose: Pick<Trade, 'via' | 'appId' | 'pid'> & Partial<Trade>,
  now: Instant,
): Trade => ({
  sellerId: whose.pid,
  outTradeNo: '',
  tradeNo: '',
  product: 'qr',
  totalFen: 0,
  subject: '',
  status: 'WAIT_BUYER_PAY',
  buyerId: NOBODY.buyerId,
  createdAt: now,
  expiresAt: now,
  refundedFen: 0,
  ...whose,
})
