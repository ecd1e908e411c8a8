// All options of a sandbox, those of its families included, and the check of a change before it is saved.
import * as v from 'valibot'
import {
  defaultsOf,
  shapeOf,
  type Option,
  type OptionTable,
  type ValuesOf,
} from '../../options/option.ts'
import { OPTIONS } from '../../options/options.ts'
import type { Gateways } from '../../protocols/gateways.ts'
import type { FamilyOptions } from '../../protocols/options.ts'
import { InputError } from '../../values/input-error.ts'
import { nearest } from '../../values/nearest.ts'
import { plainMessage } from '../../values/plain-message.ts'
import { readSpans, shortName } from '../../values/spans.ts'

export type AllOptions = ValuesOf<typeof OPTIONS> & FamilyOptions

/** The options of everybody, and those of these families. */
export const optionsOf = ({ options }: Pick<Gateways, 'options'>): OptionTable => ({
  ...OPTIONS,
  ...options,
})

/** Checks what somebody wants changed; made once per sandbox. */
export function optionRules(table: OptionTable) {
  const names = Object.keys(table)
  const changeSchema = v.partial(shapeOf(table))
  /** Options that may differ for one order. */
  const perOrder = Object.entries<Option>(table)
    .flatMap(([name, { perOrder: may }]) => (may ? [name] : []))
    .toSorted()

  /** Throws an InputError that names the option: a change that is half right changes nothing. */
  const readChange = (change: unknown): Partial<AllOptions> => {
    // valibot takes a list for an object.
    if (Array.isArray(change)) throw new InputError('options', 'must be an object')
    const isObject = typeof change === 'object' && change !== null
    const read = readSpans({ ...(isObject && change) }, names)
    if ('wrong' in read) throw new InputError(`options.${read.wrong.name}`, read.wrong.remedy)
    const parsed = v.safeParse(changeSchema, isObject ? read.options : change)
    if (parsed.success) return parsed.output
    const [issue] = parsed.issues
    const isUnknown = issue.expected === 'never'
    const field = v.getDotPath(issue)
    const known = `there is no such option; ${meantBy(names, field ?? '')}`
    throw new InputError(
      field === null ? 'options' : `options.${field}`,
      isUnknown ? known : plainMessage(issue),
    )
  }

  return {
    table,
    perOrder,
    // The table has the rows that the type speaks of, for the families of the product.
    defaults: defaultsOf(table) as AllOptions,
    readChange,
    /** A change for the orders of one amount. */
    readOrderChange: (change: unknown): Partial<AllOptions> => {
      const read = readChange(change)
      const other = Object.keys(read).find((name) => !perOrder.includes(name))
      if (other === undefined) return read
      const remedy = `holds for all orders; for some there are ${perOrder.join(', ')}`
      throw new InputError(`options.${other}`, remedy)
    },
  }
}

function meantBy(names: readonly string[], field: string): string {
  const meant = nearest(field, [...names, ...names.map(shortName)])
  return meant === undefined ? `there are ${names.join(', ')}` : `did you mean ${meant}?`
}
