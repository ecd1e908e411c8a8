// Which scenarios of the library exercise a rule: what each of them says, read the other way round.
import type { EntryOf } from '../../server/journal/entry.ts'
import { ACQUIRER_SCENARIOS } from '../scenario/acquirer/library.ts'
import { SCENARIOS } from '../scenario/library.ts'
import {
  pays,
  walletsIn,
  type Scenario,
  type ScenarioSale,
  type Wallet,
} from '../scenario/scenario.ts'

type Declared = NonNullable<EntryOf<'run'>['capabilities']>
type Letters = Declared['families']

const BY_RULE = new Map<string, Scenario[]>()
for (const scenario of SCENARIOS) {
  for (const rule of scenario.exercises) BY_RULE.set(rule, [...(BY_RULE.get(rule) ?? []), scenario])
}

/**
 * Scenario ids, in the library's order; none for a rule that only other traffic can exercise. With what a
 * merchant declares: those that it can be played in.
 */
export function exercisedBy(
  rule: string,
  { families, acquirer }: Partial<Pick<Declared, 'families' | 'acquirer'>> = {},
): readonly string[] {
  const ofAcquirers = ACQUIRER_SCENARIOS.filter(({ exercises }) => exercises.includes(rule))
  if (acquirer) {
    return ofAcquirers.filter(({ models }) => models.includes(acquirer.model)).map(({ id }) => id)
  }
  const all = BY_RULE.get(rule) ?? []
  const own = families ? all.filter((one) => isPaidAt(one, families)) : all
  return [...own, ...(all.length === 0 ? ofAcquirers : [])].map(({ id }) => id)
}

const LETTERS: Readonly<Record<Wallet, Letters[number]>> = {
  alipay: 'O',
  wechat: 'W',
  ams: 'A',
  mapi: 'M',
}

/** Whether some sale of a scenario is paid out of a wallet that these gateways take. */
function isPaidAt(scenario: Scenario, families: Letters): boolean {
  const { sales } = scenario
  const takes = (wallet: Wallet) => families.includes(LETTERS[wallet])
  if (sales.length > 0 && sales.every(changesWallet)) return takes('alipay') && takes('wechat')
  const own = walletsIn(scenario).filter(takes)
  return sales.length === 0 || own.some((wallet) => sales.some((sale) => pays(wallet, sale)))
}

const changesWallet = ({ moves }: ScenarioSale) =>
  moves.some((move) => move.do === 'pay-again' && move.wallet === 'other')
