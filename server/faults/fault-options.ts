// The options of a fault: which there are, and what is wrong with those that were given.
import * as v from 'valibot'
import { plainMessage } from '../values/plain-message.ts'
import { shortName } from '../values/spans.ts'
import { unknownFields, unknownWords } from '../values/unknown-fields.ts'
import type { Fault } from './fault.ts'

/** Which input is wrong, and what it takes. */
export interface Wrong {
  field: string
  remedy: string
}

/** The options of a fault, by the names that its schema has. */
export function optionNames({ options }: Fault): string[] {
  return 'entries' in options ? Object.keys(options.entries as Record<string, unknown>) : []
}

export function wrongOption(fault: Fault, given: Record<string, unknown>): Wrong | undefined {
  const parsed = v.safeParse(fault.options, given)
  if (parsed.success) return undefined
  const [unknown] = unknownFields(fault.options, given)
  if (unknown) {
    const { path } = unknown
    const known = unknown.known.map(shortName)
    const words = known.length === 0 ? 'it takes none' : unknownWords({ path, known })
    const remedy = `there is no such option; ${words} (fault ${fault.name})`
    return { field: `options.${path.join('.')}`, remedy }
  }
  const issue = parsed.issues[0]
  const path = issue.path?.map(({ key }) => String(key)) ?? []
  return {
    field: ['options', ...path].join('.'),
    remedy: `${plainMessage(issue)} (fault ${fault.name})`,
  }
}
