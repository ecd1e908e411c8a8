// Faults that a client asks for itself, for one request of its own: `alipay-sim-fault: F02`,
// `alipay-sim-fault: lost-reply executed=yes how=fin, N01 copies=3`.
import type { Wrong } from './fault-options.ts'
import { bindFault, findFault } from './faults.ts'
import type { BoundFault } from './fault.ts'
import { fittingOption } from './text-options.ts'

export const FAULT_HEADER = 'alipay-sim-fault'

/** A fault as the header asks for it. */
export interface Asked {
  name: string
  options: Record<string, unknown>
  bound: BoundFault
}

export function readFaultHeader(text: string): { asked: Asked[] } | { wrong: Wrong } {
  const asked: Asked[] = []
  for (const one of text.split(',')) {
    const [word = '', ...settings] = one.trim().split(/\s+/)
    const stray = settings.find((setting) => !/^\w+=/.test(setting))
    if (stray !== undefined) {
      return wrong(`"${stray}" is no option; write name=value, and a comma between two faults`)
    }
    const name = /^[a-z]\d+$/.test(word) ? word.toUpperCase() : word
    const fault = findFault(name)?.fault
    const options = Object.fromEntries(
      settings.map((setting) => {
        const at = setting.indexOf('=')
        const [option, value] = [setting.slice(0, at), setting.slice(at + 1)]
        return [option, fault ? fittingOption(fault, option, value) : value]
      }),
    )
    const made = bindFault(name, options)
    if ('wrong' in made) return made.wrong.field === 'fault' ? wrong(made.wrong.remedy) : made
    asked.push(made)
  }
  return { asked }
}

const wrong = (remedy: string) => ({ wrong: { field: 'fault', remedy } })
