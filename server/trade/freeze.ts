// A buyer complains of a paid trade: its money is held until the complaint is settled. Refund and
// cancel are refused in between.
import { answer, refuse, unchanged, type Decide, type TimedEvent } from './decision.ts'
import { isPaid, type Trade } from './trade.ts'

export const freeze: Decide<Extract<TimedEvent, { op: 'freeze' }>> = (_command, { trade }) =>
  trade && isPaid(trade) ? saved({ ...trade, isFrozen: true }) : refuse('TradeNotPaid')

export const thaw: Decide<Extract<TimedEvent, { op: 'thaw' }>> = (_command, { trade }) => {
  if (!trade?.isFrozen) return refuse('TradeNotFrozen')
  const { isFrozen: _isFrozen, ...free } = trade
  return saved(free)
}

const saved = (trade: Trade) => ({
  ...answer({ kind: 'happened' as const }),
  changes: { ...unchanged(), trade },
})
