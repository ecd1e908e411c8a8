// When a merchant stopped to wait for the payment of a QR order: a person said so, or it cancelled,
// closed, or believed it unpaid.
import type { Attempt } from '../attempts.ts'
import { turnsTo } from '../evidence.ts'

export interface GivenUp {
  atMs: number
  evidence: readonly number[]
}

export function isShown({ channel, calls }: Attempt): boolean {
  return channel === 'qr' && calls.some(({ op, outcome }) => op === 'PRECREATE' && outcome === 'OK')
}

/** Ended on purpose, by a person or by a call. */
export function endedOnPurpose({ sale, calls }: Attempt): GivenUp | undefined {
  const opening = calls[0]
  const acts = sale.acts
    .filter(({ act, status }) => (act === 'cancel' || act === 'pay-again') && status < 300)
    .map(({ startedMs, seq }) => ({ atMs: startedMs, evidence: [seq] }))
  const ends = calls
    .filter(({ op }) => op === 'CANCEL' || op === 'CLOSE')
    .map(({ startMs, evidence }) => ({ atMs: startMs, evidence }))
  return earliest([...acts, ...ends].filter(({ atMs }) => atMs >= (opening?.startMs ?? 0)))
}

export function givenUp(attempt: Attempt): GivenUp | undefined {
  const opening = attempt.calls[0]
  const beliefs = turnsTo(attempt.sale, ['UNPAID', 'REVERSED'])
    .map(({ elapsedMs, seq }) => ({ atMs: elapsedMs, evidence: [seq] }))
    .filter(({ atMs }) => atMs >= (opening?.seenMs ?? 0))
  return earliest([endedOnPurpose(attempt) ?? [], beliefs].flat())
}

function earliest(all: readonly GivenUp[]): GivenUp | undefined {
  return all.toSorted((a, b) => a.atMs - b.atMs)[0]
}
