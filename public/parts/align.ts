// Two texts, one under the other, so that what differs stands at the same place in both.
import { diffArrays, diffChars } from 'diff'

/** One stretch of both texts: alike, or different. */
export interface Piece {
  gateway: string
  client: string
}

export type Stretch = { same: number } | { pieces: Piece[] }

/** So much of what is alike stands around a difference. */
const AROUND = 24

/** So many columns fit under one another; a longer stretch goes on in the next pair of lines. */
export const COLUMNS = 72

/** Beyond this texts have little in common, and are compared as two whole ones. */
const MOST_EDITS = 2_000

/** Pairs of lines with the differences, and in between how many characters are the same. */
export function align(gateway: string, client: string): Stretch[] {
  return piecesOf(gateway, client)
    .flatMap(shortened)
    .map((one): Stretch => ('same' in one ? one : { pieces: [one] }))
    .reduce<Stretch[]>(joined, [])
    .flatMap((one) => ('same' in one ? [one] : lines(one.pieces)))
}

/** By whole parameters and lines first: letter by letter, `sign_type=…&` would be lost among its neighbours. */
function piecesOf(gateway: string, client: string): Piece[] {
  const changes = diffArrays(partsOf(gateway), partsOf(client))
  const texts = changes.map(({ value, ...change }) => ({ ...change, value: value.join('') }))
  return paired(texts).flatMap((piece) => {
    if (piece.gateway === piece.client || piece.gateway === '' || piece.client === '')
      return [piece]
    const letters = diffChars(piece.gateway, piece.client, { maxEditLength: MOST_EDITS })
    return letters ? paired(letters) : [piece]
  })
}

const partsOf = (text: string): string[] => text.split(/(?<=[&\n])/)

interface Change {
  value: string
  added?: boolean
  removed?: boolean
}

/** What was taken away and what was put in its place stand in one piece. */
function paired(changes: readonly Change[]): Piece[] {
  const pieces: Piece[] = []
  for (const { value, added, removed } of changes) {
    const last = pieces.at(-1)
    if (!added && !removed) pieces.push({ gateway: value, client: value })
    else if (last && last.gateway !== last.client) {
      if (added) last.client += value
      else last.gateway += value
    } else pieces.push({ gateway: removed ? value : '', client: added ? value : '' })
  }
  return pieces
}

/** What is alike over a long way is counted, but for what stands next to a difference. */
function shortened(piece: Piece, nth: number, all: Piece[]): (Piece | { same: number })[] {
  const { gateway, client } = piece
  if (gateway !== client) return [piece]
  const before = nth === 0 ? 0 : AROUND
  const after = nth === all.length - 1 ? 0 : AROUND
  const same = gateway.length - before - after
  if (same < AROUND) return [piece]
  const ends = [gateway.slice(0, before), gateway.slice(gateway.length - after)]
  const [head, tail] = ends.map((text) => (text === '' ? [] : [{ gateway: text, client: text }]))
  return [...(head ?? []), { same }, ...(after === 0 ? [] : (tail ?? []))]
}

function joined(stretches: Stretch[], next: Stretch): Stretch[] {
  const last = stretches.at(-1)
  if (last && 'pieces' in last && 'pieces' in next) last.pieces.push(...next.pieces)
  else stretches.push(next)
  return stretches
}

/** Broken at the same column in both texts. */
function lines(pieces: readonly Piece[]): Stretch[] {
  const made: Piece[][] = [[]]
  let column = 0
  for (const { gateway, client } of pieces) {
    const width = Math.max(gateway.length, client.length)
    for (let at = 0; at < width;) {
      if (column === COLUMNS) {
        made.push([])
        column = 0
      }
      const end = at + Math.min(width - at, COLUMNS - column)
      made.at(-1)?.push({ gateway: gateway.slice(at, end), client: client.slice(at, end) })
      column += end - at
      at = end
    }
  }
  return made.filter((line) => line.length > 0).map((line) => ({ pieces: line }))
}
