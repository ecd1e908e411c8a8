// What a diagram shows besides the proof: what the buyer did meanwhile, and how the books moved.
import type { Entry } from '../../server/journal/entry.ts'
import type { Trace } from '../../server/journal/trace.ts'

/** Beyond this a diagram would show more surroundings than proof. */
const MOST = 5

/** The `seq` numbers of a proof with its surroundings, in order. */
export function withContext(
  trace: Trace,
  evidence: readonly number[],
  outTradeNos: readonly string[],
): readonly number[] {
  const [first, last] = [evidence[0], evidence.at(-1)]
  if (first === undefined || last === undefined) return []
  const numbers = new Set(outTradeNos)
  const books = new Map<string, string>()
  const around = trace.entries.filter((entry) => {
    const moved = movesBooks(entry, numbers, books)
    const acted = entry.kind === 'buyer' && numbers.has(entry.outTradeNo ?? '')
    return (moved || acted) && entry.seq >= first && entry.seq <= last
  })
  const shown = around.slice(-MOST).map(({ seq }) => seq)
  return [...new Set([...evidence, ...shown])].toSorted((a, b) => a - b)
}

/** Notes the state of the books, and says whether this entry changed it. */
function movesBooks(entry: Entry, numbers: Set<string>, books: Map<string, string>): boolean {
  if (entry.kind !== 'commit' || !entry.truth) return false
  const { outTradeNo, status, paidFen, refundedFen } = entry.truth
  if (!numbers.has(outTradeNo)) return false
  const state = `${status} ${paidFen} ${refundedFen}`
  const moved = books.get(outTradeNo) !== state
  books.set(outTradeNo, state)
  return moved
}
