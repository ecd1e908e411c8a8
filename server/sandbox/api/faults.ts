// Fault rules as a person meets them: add, list, remove, and the catalogue to choose from.
import * as v from 'valibot'
import { optionNames } from '../../faults/fault-options.ts'
import { bindFault, FAULTS } from '../../faults/faults.ts'
import { matchSchema, type FaultRule, type Match } from '../../faults/match.ts'
import { InputError } from '../../values/input-error.ts'
import { forecast, type FaultForecast, type FaultQuestion } from './explain-fault.ts'
import type { SandboxCore } from '../core/core.ts'
import { addRule } from '../core/fault-rules.ts'
import type { HeldAnswer, Verdict } from '../core/held-answer.ts'
import { settleHeld } from '../time/held.ts'

export interface NewRule {
  /** A name or a number of the catalogue: `unknown`, `F02`. */
  fault: string
  options?: Record<string, unknown>
  match?: Record<string, unknown>
}

export function openFaultsApi(core: SandboxCore) {
  return {
    catalogue: () =>
      FAULTS.map((fault) => {
        const { bind: _bind, options: _options, ...listed } = fault
        return { ...listed, takes: optionNames(fault) }
      }),
    list: (): readonly FaultRule[] => core.rules.all(),
    add: ({ fault, options = {}, match = {} }: NewRule): FaultRule => {
      const bound = bindFault(fault, options)
      if ('wrong' in bound) throw new InputError(bound.wrong.field, bound.wrong.remedy)
      const parsed = v.safeParse(matchSchema, match)
      if (!parsed.success) {
        const issue = parsed.issues[0]
        const field = issue.path?.map((step) => String(step.key)).join('.') ?? 'match'
        throw new InputError(`match.${field}`, issue.message)
      }
      checkProtocol(core, parsed.output)
      return addRule(core, bound, parsed.output)
    },
    remove: (id: string): void => {
      core.rules.remove(ruleOf(core, id).id)
    },
    clear: (): void => core.rules.clear(),
    /** Switches a rule off for now; it keeps its counters and its place. */
    pause: (id: string): FaultRule => putRule(core, { ...ruleOf(core, id), isPaused: true }),
    resume: (id: string): FaultRule => {
      const { isPaused: _paused, ...rule } = ruleOf(core, id)
      return putRule(core, rule)
    },
    /** Answers that a breakpoint holds, the longest first. */
    held: (): HeldAnswer[] => [...core.held.values()].map(({ settle: _settle, ...held }) => held),
    /** Lets a held answer go on its way. */
    release: (exchange: string): void => settle(core, exchange, 'released'),
    /** Resets the line instead: the client never learns the answer. */
    drop: (exchange: string): void => settle(core, exchange, 'dropped'),
    /** Which rules would act on a message, and why each other one would not. */
    explain: (question: FaultQuestion): FaultForecast => forecast(core, question),
  }
}

function ruleOf(core: SandboxCore, id: string): FaultRule {
  const rule = core.rules.get(id)
  if (rule) return rule
  throw new InputError('id', `there is no rule ${id}; see "alipay-sim fault list"`)
}

function putRule(core: SandboxCore, rule: FaultRule): FaultRule {
  core.rules.put(rule)
  return rule
}

function settle(core: SandboxCore, exchange: string, verdict: Verdict): void {
  if (settleHeld(core, exchange, verdict)) return
  const held = [...core.held.keys()].join(', ') || 'none'
  throw new InputError('exchange', `no answer of ${exchange} is held; held now: ${held}`)
}

function checkProtocol({ gateways: { names } }: SandboxCore, { protocol }: Match): void {
  if (protocol === undefined || names.includes(protocol)) return
  throw new InputError('match.protocol', `one of ${names.join(', ')}, not ${protocol}`)
}
