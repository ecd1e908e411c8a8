// Looks for the mistakes that turn the right text into the one a client signed: none, one, or two
// together. Knows nothing of any protocol; a protocol brings its drafts and its table of mistakes.
import { MOST_PARTS, TRY_BYTES, type Budget } from '../budget.ts'

export interface Mistake<D> {
  name: string
  about: string
  /** Too many variants to be tried together with another mistake; tried last. */
  isAlone?: true
  /** The drafts of a client that makes it, made one by one; none when it would change nothing. */
  bend(draft: D): Iterable<D>
}

export interface Written {
  text: string
  bytes: Uint8Array
  /** How many parameters or lines the text is made of. */
  parts: number
}

export interface Found<D> {
  mistakes: readonly Mistake<D>[]
  written: Written
}

export interface Search<D> {
  start: D
  /** The start, written. */
  right: Written
  table: readonly Mistake<D>[]
  write(draft: D): Written
  isClients(written: Written): boolean
  budget: Budget
}

export function search<D>(the: Search<D>): Found<D> | undefined {
  const { right, table, budget, isClients } = the
  if (budget.spend(costOf(right)) && isClients(right)) return { mistakes: [], written: right }
  if (right.parts > MOST_PARTS) {
    budget.spend(Infinity)
    return undefined
  }
  const together = table.filter(({ isAlone }) => !isAlone)
  const alone = table.filter(({ isAlone }) => isAlone)
  return one(the, [...together, ...alone]) ?? two(the, together)
}

/** By its bytes: a digest reads them, whatever charset they are in. */
const costOf = ({ bytes }: Written) => TRY_BYTES + bytes.length

function one<D>(the: Search<D>, table: readonly Mistake<D>[]): Found<D> | undefined {
  for (const mistake of table) {
    for (const draft of bent(the, mistake, the.start, the.right)) {
      const written = look(the, draft)
      if (written) return { mistakes: [mistake], written }
    }
  }
  return undefined
}

function two<D>(the: Search<D>, table: readonly Mistake<D>[]): Found<D> | undefined {
  const tried = new Set([the.right.text])
  for (const first of table) {
    for (const draft of bent(the, first, the.start, the.right)) {
      // Many mistakes change nothing in a given text: the second is then tried already.
      const written = the.write(draft)
      if (!the.budget.spend(costOf(written))) return undefined
      if (tried.has(written.text)) continue
      tried.add(written.text)
      for (const second of table) {
        if (second === first) continue
        for (const both of bent(the, second, draft, written)) {
          const clients = look(the, both)
          if (clients) return { mistakes: [first, second], written: clients }
        }
      }
    }
  }
  return undefined
}

/** The drafts of a mistake for as long as there is budget; making one costs what its text costs. */
function* bent<D>(
  { budget }: Search<D>,
  mistake: Mistake<D>,
  draft: D,
  { bytes }: Written,
): Generator<D> {
  if (!budget.spend(bytes.length)) return
  for (const made of mistake.bend(draft)) {
    yield made
    if (budget.isUsedUp()) return
  }
}

function look<D>({ budget, write, isClients }: Search<D>, draft: D): Written | undefined {
  if (budget.isUsedUp()) return undefined
  const written = write(draft)
  return budget.spend(costOf(written)) && isClients(written) ? written : undefined
}
