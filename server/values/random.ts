// Seeded chance. A draw is a pure function of (seed, stream, counter), so the n-th trade number of
// a sandbox is the same in every run whatever else was drawn in between.
import { createHash } from 'node:crypto'

/** Hands out the next draw of a named stream; whoever implements it keeps the counters. */
export interface Draw {
  /** `length` decimal digits. */
  digits(stream: string, length: number): string
  /** `length` characters of `a-z0-9`. */
  letters(stream: string, length: number): string
  /** A number in [0, 1). */
  fraction(stream: string): number
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Binds draws to a seed and to a counter per stream (saved with the transaction that draws). */
export function createDraw(seed: string, next: (stream: string) => number): Draw {
  const bytes = (stream: string) =>
    createHash('sha512')
      .update(`${seed}\n${stream}\n${next(stream)}`)
      .digest()
  return {
    digits: (stream, length) =>
      // 64 hash bytes give 64 digits; the bias of `% 10` is of no consequence for an id.
      Array.from(bytes(stream).subarray(0, length), (byte) => byte % 10).join(''),
    letters: (stream, length) =>
      Array.from(bytes(stream).subarray(0, length), (byte) => LETTERS[byte % 36]).join(''),
    fraction: (stream) => bytes(stream).readUIntBE(0, 6) / 2 ** 48,
  }
}
