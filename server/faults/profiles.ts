// Named sets of fault rules for a whole sandbox: how a day at the gateway feels. Chance is drawn
// from the sandbox's seed, so the same seed bends the same calls.
import type { FaultRule } from './match.ts'

type ProfileRule = Pick<FaultRule, 'fault' | 'options' | 'match'>

const rule = (
  probability: number,
  fault: string,
  options: Record<string, unknown> = {},
  match: ProfileRule['match'] = {},
): ProfileRule => ({ fault, options, match: { ...match, probability } })

/** What every client must bear, and what a real day has. */
const MILD: readonly ProfileRule[] = [
  rule(0.2, 'slow', { delayMs: 200, jitterMs: 1_300 }),
  rule(0.2, 'unknown-fields'),
  rule(0.3, 'member-order'),
  rule(0.2, 'duplicate-notification', { copies: 1, gapMs: 500 }),
]

/** A bad day: every kind of doubt there is, on any call. */
const ROUGH: readonly ProfileRule[] = [
  rule(0.03, 'unknown', { executed: false }),
  rule(0.03, 'lost-reply', { executed: false, how: 'rst' }),
  rule(0.02, 'hang', { executed: 'later', commitAfterMs: 2_000 }),
  rule(0.02, 'late-commit'),
  rule(0.02, 'throttle'),
  rule(0.05, 'unknown', { executed: true }),
  rule(0.1, 'stale-query'),
  rule(0.05, 'lost-reply', { executed: true, how: 'fin' }),
  rule(0.03, 'truncate'),
  rule(0.03, 'bad-signature'),
  rule(0.1, 'lose-notification', { first: 1 }),
  rule(0.1, 'lose-acknowledgement'),
  rule(0.1, 'delay-notification'),
  rule(0.1, 'reorder-notification'),
  ...MILD,
]

/** Amounts that set a fault off, as in the mock of AMS that ams-java-sdk is tested with (its README). */
const magic = (
  amountFen: number,
  op: 'PAY' | 'PRECREATE' | 'QUERY',
  fault: string,
  options: Record<string, unknown> = {},
): ProfileRule => ({ fault, options, match: { protocol: 'ams-v1', amountFen, op } })

const MAGIC_AMOUNTS: readonly ProfileRule[] = [
  ...(['PAY', 'PRECREATE'] as const).flatMap((op) => [
    magic(9_901, op, 'unknown', { executed: false }),
    magic(9_902, op, 'hang', { executed: 'no' }),
  ]),
  magic(9_903, 'QUERY', 'unknown', { executed: false }),
  magic(9_904, 'QUERY', 'hang', { executed: 'no' }),
]

export const PROFILES = {
  calm: [],
  mild: MILD,
  rough: ROUGH,
  'magic-amounts': MAGIC_AMOUNTS,
} as const satisfies Record<string, readonly ProfileRule[]>

export type ProfileName = keyof typeof PROFILES

export const PROFILE_NAMES = Object.keys(PROFILES)

export const isProfile = (word: string): word is ProfileName => Object.hasOwn(PROFILES, word)
