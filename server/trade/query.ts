// Reading a trade, and reading one of its refunds. Neither changes anything.
import { bankRefund } from './bank-refund.ts'
import { answer, refuse, type Decide, type Query, type QueryRefund } from './decision.ts'

export const query: Decide<Query> = (command, { trade, buyer, options, refunds }) =>
  trade && buyer
    ? answer({
        kind: 'state',
        trade,
        buyer,
        shown: trade.status,
        shows: command.shows,
        isBare: options.strictSandbox,
        hidesFunds: options.fundBill === 'when-asked',
        refunds,
      })
    : refuse('TradeNotFound', command.outTradeNo)

/** A refund that is not there is an empty success, as recorded from the live gateway. */
export const queryRefund: Decide<QueryRefund> = (command, { trade, refunds, options }, now) => {
  if (!trade) return refuse('TradeNotFound', command.outTradeNo)
  const { nth, outRequestNo: number } = command
  if (nth === undefined && number === undefined) {
    return answer({
      kind: 'refund-state',
      trade,
      all: refunds.map((made) => ({ refund: made, bank: bankRefund(made, options, now) })),
      shows: command.shows,
    })
  }
  const refund = refunds.find((one) =>
    nth === undefined ? one.outRequestNo === number : one.nth === nth,
  )
  const bank = refund && bankRefund(refund, options, now)
  return answer({ kind: 'refund-state', trade, refund, shows: command.shows, bank })
}
