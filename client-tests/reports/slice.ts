// A proof as text: one line per exchange, notification or belief.
import type { Trace } from '../../server/journal/trace.ts'
import { createSteps, type Step } from './steps.ts'

export type DrawSlice = (evidence: readonly number[]) => string[]

/** Prepares drawing for one trace; the result takes the `seq` numbers of an occurrence. */
export function createSlices(trace: Trace): DrawSlice {
  const steps = createSteps(trace)
  return (evidence) => steps(evidence).map(lineOf)
}

function lineOf(step: Step): string {
  return `+${(step.atMs / 1_000).toFixed(3)} s  ${sentence(step)}`
}

function sentence({ from, to, what, about, reply, took, bent }: Step): string {
  const answer = reply === undefined ? '' : `  ← ${reply.en}`
  switch (from) {
    case 'merchant': {
      if (!to) return `merchant shows  ${what} ${about.en}`.trimEnd()
      return `merchant → gateway  ${what} ${about.en}${answer}${took === undefined ? '' : ` (+${took})`}`
    }
    case 'notifications':
      return `gateway → merchant  ${what} ${about.en}${bent ? ` [${bent}]` : ''}${answer}`
    case 'gateway':
      return `gateway books  ${what} ${about.en}`
    case 'person':
      return `person → merchant  ${what}${answer}`
    case 'till':
      return to
        ? `till → acquirer  ${what}${bent ? ` [${bent}]` : ''}${answer}`
        : `till shows  ${what} ${about.en}`.trimEnd()
    case 'buyer':
      return `buyer → gateway  ${what} ${about.en}`.trimEnd()
  }
}
