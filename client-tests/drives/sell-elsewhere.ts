// Another till of the same merchant: sells and is paid at the gateway, past the merchant under test.
import type { Fen } from '../../server/values/money.ts'
import { formatYuan } from '../../server/values/money.ts'
import type { SigningClient } from './signing-client.ts'
import type { World } from './world.ts'

const PATIENCE_MS = 10_000

/** Gives the order's number. Its amount is a fen more than the sale's, so that it is nobody's. */
export async function sellElsewhere(
  world: World,
  client: SigningClient,
  amountFen: Fen,
): Promise<string> {
  const number = `elsewhere-${amountFen}`
  await client.call(
    'alipay.trade.pay',
    {
      out_trade_no: number,
      total_amount: formatYuan(amountFen + 1),
      subject: 'sold at another till',
      scene: 'bar_code',
      auth_code: await world.issueCode('at-once'),
    },
    PATIENCE_MS,
  )
  return number
}
