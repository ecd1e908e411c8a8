// The movements of one commit as the journal has them: what every account gained or lost, and why.
// Two movements on one account for one reason are one leg, so an entry is no longer than the people
// in it are many.
import type { LedgerLeg } from '../../journal/entry.ts'
import type { Posting } from '../../trade/trade.ts'

/** For a commit entry; nothing where no money moved. */
export function ledgerOf(postings: readonly Posting[]): { ledger?: LedgerLeg[] } {
  const legs = new Map<string, LedgerLeg>()
  for (const { from, to, amountFen, memo } of postings) {
    const sides: [string, number][] = [
      [from, -amountFen],
      [to, amountFen],
    ]
    for (const [account, deltaFen] of sides) {
      const key = `${memo} ${account}`
      const sofar = legs.get(key)?.deltaFen ?? 0
      legs.set(key, { account, deltaFen: sofar + deltaFen, memo })
    }
  }
  return legs.size === 0 ? {} : { ledger: [...legs.values()] }
}
