// Reads a fault and its options from a command line, where everything is text.
import type { Fault } from '../../server/faults/fault.ts'
import { FAULTS, findFault } from '../../server/faults/faults.ts'
import { fittingOption } from '../../server/faults/text-options.ts'
import { Failure } from '../failure.ts'
import { nearest } from '../../server/values/nearest.ts'

/** Finds a fault by name or number (`f02` too), or guesses which one was meant. */
export function knownFault(word: string): { name: string; fault: Fault } {
  const name = /^[a-z]\d+$/.test(word) ? word.toUpperCase() : word
  const found = findFault(name)
  if (found) return { name, fault: found.fault }
  const guess = nearest(
    name,
    FAULTS.flatMap((fault) => [fault.name, ...fault.ids]),
  )
  const hint =
    guess === undefined
      ? { en: '', zh: '' }
      : { en: ` did you mean ${guess}?`, zh: `是否想写 ${guess}？` }
  throw new Failure(2, {
    en: `fault: there is no "${word}";${hint.en} see "alipay-sim fault catalogue"`,
    zh: `fault：没有故障 "${word}"；${hint.zh}全部故障见 alipay-sim fault catalogue`,
  })
}

/** `--set copies=3 gap=10m`, and `--executed`, which is the option most faults begin with. */
export function faultOptions(
  fault: Fault,
  settings: readonly string[],
  executed: string | undefined,
): Record<string, unknown> {
  const pairs = settings.map(splitPair)
  if (executed !== undefined) pairs.push(['executed', executed])
  return Object.fromEntries(pairs.map(([name, text]) => [name, fittingOption(fault, name, text)]))
}

export function splitPair(setting: string): [string, string] {
  const at = setting.indexOf('=')
  if (at > 0) return [setting.slice(0, at), setting.slice(at + 1)]
  throw new Failure(2, {
    en: `--set takes name=value, not "${setting}"`,
    zh: `--set 的写法是 name=value，而不是 "${setting}"`,
  })
}
