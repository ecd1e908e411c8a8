// Judgements on what an order says (000:L28-30, L38-39; 004:L94-136).
import type { Item } from '../records.ts'
import { yuan } from '../yuan.ts'

/** What a number can be made of. */
export interface NumberParts {
  saleId: string
  terminalId: string
  amountFen: number
  /** yyyyMMddHHmmss in China. */
  stamp: string
  /** Counts the shop's orders, over restarts too. */
  nth: number
  /** Eight digits that nobody else can foresee. */
  random: string
}

export interface OrderDecisions {
  mayStartSale(existing: object | undefined): boolean
  /** `fresh` is a number nobody has had; `earlier` that of the sale's attempt before. */
  attemptNumber(fresh: string, earlier: string | undefined, parts: NumberParts): string
  acceptsAuthCode(authCode: string): boolean
  /** The code that is sent for the one the customer shows; `nth` counts the shop's payments. */
  authCodeSent(authCode: string, nth: number): string
  orderTotal(amountFen: number, items: Item[]): string
  goodsId(item: Item): string
  storeId(given: string | undefined, own: string, kind: string): string | undefined
  terminalId(given: string | undefined, own: string): string | undefined
  providerId(own: string): string
  discount(totalFen: number, discountFen: number | undefined): Record<string, string>
  sendsNotifyUrl(kind: string): boolean
  signType: 'RSA2' | 'RSA'
}

export const orderDecisions: OrderDecisions = {
  mayStartSale: (existing) => existing === undefined,
  // 000:L28-30: every new try has a new number.
  attemptNumber: (fresh) => fresh,
  // 004:L94-100: prefixes and lengths grow; the gateway knows which codes are good.
  acceptsAuthCode: () => true,
  authCodeSent: (authCode) => authCode,
  orderTotal: (amountFen) => yuan(amountFen),
  // 004:L132-136: as the campaign knows it.
  goodsId: (item) => item.goodsId,
  // 004:L102-112: on every order, letters and digits only; a shop's name is no id.
  storeId: (given, own) => given ?? own,
  terminalId: (given, own) => given ?? own,
  providerId: (own) => own,
  // 004:L126-130: what joins the discount and what does not add up to the total.
  discount: (totalFen, discountFen): Record<string, string> => {
    if (discountFen === undefined) return {}
    const rest = yuan(totalFen - discountFen)
    return { discountable_amount: yuan(discountFen), undiscountable_amount: rest }
  },
  sendsNotifyUrl: () => true,
  signType: 'RSA2',
}
