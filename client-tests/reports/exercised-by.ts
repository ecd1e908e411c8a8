// Which scenarios of the library exercise a rule: what each of them says, read the other way round.
import type { EntryOf } from '../../server/journal/entry.ts'
import { SCENARIOS } from '../scenario/library.ts'
import type { Scenario, ScenarioSale } from '../scenario/scenario.ts'

type Letters = NonNullable<EntryOf<'run'>['capabilities']>['families']

const BY_RULE = new Map<string, Scenario[]>()
for (const scenario of SCENARIOS) {
  for (const rule of scenario.exercises) BY_RULE.set(rule, [...(BY_RULE.get(rule) ?? []), scenario])
}

/**
 * Scenario ids, in the library's order; none for a rule that only other traffic can exercise. With the
 * families that a merchant declares: those that it can be played in.
 */
export function exercisedBy(rule: string, families?: Letters): readonly string[] {
  const all = BY_RULE.get(rule) ?? []
  const own = families ? all.filter((one) => isPaidAt(one, families)) : all
  return own.map(({ id }) => id)
}

/** Whether the payment codes of a scenario are of a wallet that these gateways take. */
function isPaidAt({ wallet, sales }: Scenario, families: Letters): boolean {
  const takesOthers = families.some((family) => family !== 'W')
  const takesWechat = families.includes('W')
  if (sales.length > 0 && sales.every(changesWallet)) return takesOthers && takesWechat
  return wallet === 'each' || (wallet === 'wechat' ? takesWechat : takesOthers)
}

const changesWallet = ({ moves }: ScenarioSale) =>
  moves.some((move) => move.do === 'pay-again' && move.wallet === 'other')
