// Looks for the mistakes that turn the right text into the one a client signed: none, one, or two
// together. Knows nothing of any protocol; a protocol brings its drafts and its table of mistakes.

export interface Mistake<D> {
  name: string
  about: string
  /** Too many variants to be tried together with another mistake. */
  isAlone?: true
  /** The drafts of a client that makes it; none when it would change nothing. */
  bend(draft: D): Iterable<D>
}

export interface Written {
  text: string
  bytes: Uint8Array
}

export interface Found<D> {
  mistakes: readonly Mistake<D>[]
  written: Written
}

/** A longer text, or more tries, would keep a gateway busy that has other requests to answer. */
const LONGEST_FOR_TWO = 4_096
const MOST_TRIES = 6_000

export function search<D>(
  start: D,
  table: readonly Mistake<D>[],
  write: (draft: D) => Written,
  isClients: (written: Written) => boolean,
): Found<D> | undefined {
  const right = write(start)
  if (isClients(right)) return { mistakes: [], written: right }
  const tried = new Set([right.text])
  let tries = 0
  const look = (draft: D): Written | undefined => {
    tries += 1
    const written = write(draft)
    return isClients(written) ? written : undefined
  }
  for (const mistake of table) {
    for (const draft of mistake.bend(start)) {
      const written = look(draft)
      if (written) return { mistakes: [mistake], written }
    }
  }
  if (right.text.length > LONGEST_FOR_TWO) return undefined
  const together = table.filter(({ isAlone }) => !isAlone)
  for (const first of together) {
    for (const draft of first.bend(start)) {
      // Many mistakes change nothing in a given text: the second is then tried already.
      const { text } = write(draft)
      if (tried.has(text)) continue
      tried.add(text)
      for (const second of together) {
        if (second === first) continue
        for (const both of second.bend(draft)) {
          if (tries > MOST_TRIES) return undefined
          const written = look(both)
          if (written) return { mistakes: [first, second], written }
        }
      }
    }
  }
  return undefined
}
