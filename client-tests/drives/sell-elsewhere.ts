// Another till of the same merchant: sells and is paid at the gateway, past the merchant under test.
import type { Fen } from '../../server/values/money.ts'
import { formatYuan } from '../../server/values/money.ts'
import type { SigningClient } from './openapi-client.ts'
import type { World } from './world.ts'

const PATIENCE_MS = 10_000
/** The same payment sent again is the same payment: a line that broke is no reason to do without it. */
const TRIES = 3

/** Gives the order's number. Its amount is a fen more than the sale's, so that it is nobody's. */
export async function sellElsewhere(
  world: World,
  client: SigningClient,
  amountFen: Fen,
): Promise<string> {
  const number = `elsewhere-${amountFen}`
  const payment = {
    out_trade_no: number,
    total_amount: formatYuan(amountFen + 1),
    subject: 'sold at another till',
    scene: 'bar_code',
    auth_code: await world.issueCode('at-once'),
  }
  for (let tries = 0; tries < TRIES; tries += 1) {
    const reply = await client.call('alipay.trade.pay', payment, PATIENCE_MS)
    if (reply !== undefined) break
  }
  return number
}
