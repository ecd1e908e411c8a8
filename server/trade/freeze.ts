// A buyer complains of a paid trade: its money is held until the complaint is settled. Refund and
// cancel are refused in between.
import { answer, refuse, unchanged, type Decide, type Happening } from './decision.ts'
import { isPaid, type Trade } from './trade.ts'

export const freeze: Decide<Extract<Happening, { op: 'freeze' }>> = (_command, { trade }) =>
  trade && isPaid(trade) ? saved({ ...trade, isFrozen: true }) : refuse('TradeNotPaid')

export const thaw: Decide<Extract<Happening, { op: 'thaw' }>> = (_command, { trade }) => {
  if (!trade?.isFrozen) return refuse('TradeNotFrozen')
  const { isFrozen: _isFrozen, ...free } = trade
  return saved(free)
}

const saved = (trade: Trade) => ({
  ...answer({ kind: 'happened' as const }),
  changes: { ...unchanged(), trade },
})
