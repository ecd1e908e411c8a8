// Checks a scenario that a program gives, and says what is wrong by field and remedy: every unknown
// field with the word that was meant, and nothing in the validator's own words.
import * as v from 'valibot'
import { optionNames } from '../../server/faults/fault-options.ts'
import { findFault } from '../../server/faults/faults.ts'
import { plainMessage } from '../../server/values/plain-message.ts'
import { shortName } from '../../server/values/spans.ts'
import {
  unknownFields,
  unknownWords,
  type UnknownField,
} from '../../server/values/unknown-fields.ts'
import { scenarioSchema, type Scenario } from './scenario.ts'

export interface Mistake {
  /** From 1; absent when a program gave the scenario. */
  line?: number
  column?: number
  field: string
  remedy: string
  /** The line itself. */
  text?: string
}

export type Loaded = { scenario: Scenario } | { mistakes: Mistake[] }

type PlaceOf = (keys: readonly unknown[]) => Pick<Mistake, 'line' | 'column' | 'text'>

/** Checks a scenario; `placeOf` says where in its file a field stands. */
export function readScenario(given: unknown, placeOf: PlaceOf = () => ({})): Loaded {
  const parsed = v.safeParse(scenarioSchema, given)
  if (parsed.success) return { scenario: parsed.output }
  const isMap = typeof given === 'object' && given !== null && !Array.isArray(given)
  if (!isMap) {
    const remedy = 'a scenario is a map of fields: name, teaches, calls or sales, expect'
    return { mistakes: [{ ...placeOf([]), field: 'scenario', remedy }] }
  }
  const unknown = unknownFields(scenarioSchema, given)
  const misspelt = new Set(unknown.map((field) => namesOf(field.path)))
  const others = parsed.issues.filter(({ expected }) => expected !== 'never' || misspelt.size === 0)
  return {
    mistakes: [
      ...unknown.map((field) => ({
        ...placeOf(field.path),
        field: namesOf(field.path),
        remedy: remedyOfUnknown(field, given),
      })),
      ...others.map((issue) => ({
        ...placeOf(issue.path?.map((step) => step.key) ?? []),
        field: v.getDotPath(issue) ?? 'scenario',
        remedy: remedyOf(issue),
      })),
    ],
  }
}

const namesOf = (path: readonly (string | number)[]) => path.join('.')

/** An option of the fault that stands beside `options` instead of in it is the usual slip. */
function remedyOfUnknown(field: UnknownField, given: unknown): string {
  const name = String(field.path.at(-1))
  const around = field.path
    .slice(0, -1)
    .reduce<unknown>((value, key) => Reflect.get(Object(value), key), given)
  const fault: unknown = Reflect.get(Object(around), 'fault')
  if (typeof fault === 'string' && takesOption(fault, name)) {
    return `${name} is an option of ${fault}: write options: { ${name}: … }`
  }
  return `there is no such field; ${unknownWords(field)}`
}

function takesOption(fault: string, name: string): boolean {
  const found = findFault(fault)
  return (
    found !== undefined &&
    optionNames(found.fault).some((one) => [one, shortName(one)].includes(name))
  )
}

function remedyOf(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === 'never') return 'there is no such field'
  const { received, message } = issue
  if (received !== 'undefined') return plainMessage(issue)
  return message.startsWith('Invalid ') ? 'is missing' : `is missing: ${message}`
}
