// A guard: a correct merchant of another style. No rule may call it wrong.
import type { Decisions } from '../exemplary/decisions.ts'
import type { Noise } from '../exemplary/noise.ts'
import type { Config } from '../exemplary/ports.ts'

export interface Guard {
  name: string
  /** How this merchant works, in one sentence. */
  style: string
  bend: Partial<Decisions>
  /** What its capabilities declare differently from the exemplary merchant's. */
  capabilities: Partial<Pick<Config, 'resultChannel'>>
  /** What is wrong with its machine, if anything. */
  noise?: Noise
  /** Rules that it breaks by the letter of the seeds, because it follows another text; no critical one. */
  departsFromLetter?: readonly string[]
  /** Rules that may warn; none may fail. */
  mayWarn: readonly string[]
}

/** Names the type; kept as a function so that a guard file is one expression. */
export function guard(guard: Guard): Guard {
  return guard
}
