// All options of a sandbox, those of its protocols included, and the check of a change before it is saved.
import * as v from 'valibot'
import { defaultsOf, shapeOf, type Option, type ValuesOf } from '../../options/option.ts'
import { OPTIONS } from '../../options/options.ts'
import { PROTOCOL_OPTIONS } from '../../protocols/options.ts'
import { InputError } from '../../values/input-error.ts'
import { nearest } from '../../values/nearest.ts'
import { plainMessage } from '../../values/plain-message.ts'
import { readSpans, shortName } from '../../values/spans.ts'

export const ALL_OPTIONS = { ...OPTIONS, ...PROTOCOL_OPTIONS }
export type AllOptions = ValuesOf<typeof ALL_OPTIONS>
export const DEFAULT_OPTIONS: AllOptions = defaultsOf(ALL_OPTIONS)

const NAMES = Object.keys(ALL_OPTIONS)

/** Every option, as a sandbox has them. */
export const OPTIONS_SHAPE = shapeOf(ALL_OPTIONS)
const changeSchema = v.partial(OPTIONS_SHAPE)

/** Options that may differ for one order. */
export const PER_ORDER = Object.entries<Option>(ALL_OPTIONS)
  .flatMap(([name, { perOrder }]) => (perOrder ? [name] : []))
  .toSorted()

/** A change for the orders of one amount. */
export function readOrderOptions(change: unknown): Partial<AllOptions> {
  const read = readOptionsChange(change)
  const other = Object.keys(read).find((name) => !PER_ORDER.includes(name))
  if (other === undefined) return read
  const remedy = `holds for all orders; for some there are ${PER_ORDER.join(', ')}`
  throw new InputError(`options.${other}`, remedy)
}

/** Throws an InputError that names the option: a change that is half right changes nothing. */
export function readOptionsChange(change: unknown): Partial<AllOptions> {
  // valibot takes a list for an object.
  if (Array.isArray(change)) throw new InputError('options', 'must be an object')
  const isObject = typeof change === 'object' && change !== null
  const read = readSpans({ ...(isObject && change) }, NAMES)
  if ('wrong' in read) throw new InputError(`options.${read.wrong.name}`, read.wrong.remedy)
  const parsed = v.safeParse(changeSchema, isObject ? read.options : change)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const isUnknown = issue.expected === 'never'
  const field = v.getDotPath(issue)
  const known = `there is no such option; ${meantBy(field ?? '')}`
  throw new InputError(
    field === null ? 'options' : `options.${field}`,
    isUnknown ? known : plainMessage(issue),
  )
}

function meantBy(field: string): string {
  const meant = nearest(field, [...NAMES, ...NAMES.map(shortName)])
  return meant === undefined ? `there are ${NAMES.join(', ')}` : `did you mean ${meant}?`
}
