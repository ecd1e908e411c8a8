// Opens a sale at the merchant: the request to the adapter.
import type { EntryOf } from '../../server/journal/entry.ts'
import { kindAt, type Wallet } from '../scenario/scenario.ts'
import { formatYuan } from '../../server/values/money.ts'
import { soldAt } from '../adapter/sold-at.ts'
import { ask, type Stage } from './stage.ts'

export const LONGEST_EXPIRY_MS = 120_000

/** `again`: the payment code that has been shown already. */
export async function ringUp(
  stage: Stage,
  act: string,
  buyer: string | undefined,
  { again }: { again?: Stage['shown'] } = {},
): Promise<void> {
  const { saleId, amountFen, script, sellerId, wallet, merchantId } = stage.sale
  const {
    kind,
    items,
    discountable,
    payer,
    storeId,
    terminalId,
    expires = LONGEST_EXPIRY_MS,
  } = script
  const shown = kind === 'barcode' ? (again ?? (await showCode(stage, buyer))) : undefined
  stage.shown = shown
  const order = {
    sale_id: saleId,
    amount: formatYuan(amountFen),
    subject: `conformance ${saleId}`,
    kind: kindAt(wallet, kind),
    ...(shown && { auth_code: shown.authCode }),
    ...(kind !== 'barcode' && { expiry_s: expires / 1_000 }),
    ...(items && {
      items: items.map(({ id, price, quantity }) => ({
        goods_id: id,
        price: formatYuan(price),
        quantity,
      })),
    }),
    ...(discountable !== undefined && { discount: formatYuan(discountable) }),
    ...soldAt(wallet),
    ...(payer && { buyer_account: await accountOf(stage, payer) }),
    ...(sellerId !== undefined && { seller_id: sellerId }),
    ...(merchantId !== undefined && { merchant_id: merchantId }),
    ...(storeId !== undefined && { store_id: storeId }),
    ...(terminalId !== undefined && { terminal_id: terminalId }),
  }
  await ask(stage, act, 'POST', '/sales', order, { shown })
}

/** Who says beforehand from which account they will pay: somebody with money, or the shop by mistake. */
async function accountOf({ drive, sale }: Stage, payer: 'buyer' | 'seller'): Promise<string> {
  return payer === 'seller' ? (sale.sellers[0] ?? '') : drive.world.anyBuyerId()
}

/** A payment code of somebody who will do so, in the shape that the scenario wants. */
export async function showCode(
  { drive, sale }: Stage,
  buyer = 'at-once',
  which: 'own' | 'other' = 'own',
): Promise<Shown> {
  const { code } = sale.script
  const wallet = which === 'own' ? sale.wallet : otherThan(sale.wallet)
  if (!code) return shownAs(await drive.world.issueCode(buyer, { wallet }))
  // The sale's amount is unique in its round, and so is a code that ends with both.
  const { amountFen, round = 0 } = sale
  const tail = `${round}${String(amountFen).padStart(8, '0')}`.padStart(code.digits - 2, '0')
  return shownAs(await drive.world.issueCode(buyer, { authCode: `${code.prefix}${tail}` }))
}

const otherThan = (wallet: Wallet): Wallet => (wallet === 'wechat' ? 'alipay' : 'wechat')

type Shown = NonNullable<EntryOf<'adapter'>['shown']>

const shownAs = (authCode: string): Shown => ({ authCode, digits: authCode.length })
