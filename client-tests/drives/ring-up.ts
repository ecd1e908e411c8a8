// Opens a sale at the merchant: what the adapter is told of it.
import { formatYuan } from '../../server/values/money.ts'
import { ask, type Stage } from './stage.ts'

export const LONGEST_EXPIRY_MS = 120_000

export async function ringUp(stage: Stage, act: string, buyer: string | undefined): Promise<void> {
  const { saleId, amountFen, story } = stage.sale
  const { kind, items, discountable, storeId, terminalId, expires = LONGEST_EXPIRY_MS } = story
  await ask(stage, act, 'POST', '/sales', {
    sale_id: saleId,
    amount: formatYuan(amountFen),
    subject: `conformance ${saleId}`,
    kind,
    ...(kind === 'barcode' && { auth_code: await showCode(stage, buyer) }),
    ...(kind === 'qr' && { expiry_s: expires / 1_000 }),
    ...(items && {
      items: items.map(({ id, price, quantity }) => ({
        goods_id: id,
        price: formatYuan(price),
        quantity,
      })),
    }),
    ...(discountable !== undefined && { discount: formatYuan(discountable) }),
    ...(storeId !== undefined && { store_id: storeId }),
    ...(terminalId !== undefined && { terminal_id: terminalId }),
  })
}

/** A payment code of somebody who will do so, in the shape the story asks for. */
export async function showCode({ drive, sale }: Stage, buyer = 'at-once'): Promise<string> {
  const { code } = sale.story
  if (!code) return drive.world.issueCode(buyer)
  // The sale's amount is unique in the run, and so is a code that ends with it.
  const tail = String(sale.amountFen).padStart(code.digits - 2, '0')
  const authCode = `${code.prefix}${tail}`
  // No wallet shows a code of more than 24 digits; whoever scans one learns that from the gateway.
  return code.digits > 24 ? authCode : drive.world.issueCode(buyer, authCode)
}
