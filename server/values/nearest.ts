// The known word a person most probably meant.

/** `undefined` when none is near enough to be worth a guess. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({
      candidate,
      steps: distance(plain(word), plain(candidate)),
    }))
    // Of two that are equally near, the one that begins as the word does.
    .toSorted((a, b) => a.steps - b.steps || begun(word, b.candidate) - begun(word, a.candidate))
  const [best] = ranked
  return best && best.steps <= Math.max(2, Math.floor(word.length / 3)) ? best.candidate : undefined
}

/** In small letters, and `F02` as `F2`: people leave zeros away. */
const plain = (word: string) => word.toLowerCase().replaceAll(/(?<=\D)0+(?=\d)/g, '')

/** How many letters two words begin with in common. */
function begun(word: string, candidate: string): number {
  const letters = Array.from(candidate.toLowerCase())
  const other = Array.from(letters, (letter, at) => letter === word.toLowerCase()[at]).indexOf(
    false,
  )
  return other === -1 ? letters.length : other
}

/** Letters to insert, remove, or replace (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [i, letter] of Array.from(from).entries()) {
    const next = [i + 1]
    for (const [j, other] of Array.from(to).entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
