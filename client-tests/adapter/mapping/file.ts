// Reads a mapping file, and says what is wrong with it line by line.
import { readLines } from '../../scenario/yaml-lines.ts'
import { readWith } from '../issues.ts'
import { HOLES, mappingSchema, type Action, type ActionName, type MappingFile } from './schema.ts'
import { TILL_HOLES, type TillActions } from './till-schema.ts'
import { holesIn, textsIn } from '../template.ts'

export interface Mapping extends MappingFile {
  /** `shop.yaml:12`, for what is said about an option afterwards. */
  where(...path: readonly (string | number)[]): string
}

/** The file cannot be used; one line for each thing that is wrong. */
export class MappingError extends Error {}

interface Problem {
  path: readonly (string | number)[]
  what: string
}

/** `{port}` stands for the port that a program was told to listen on. */
const OF_THE_RUN = ['port']

export function readMapping(text: string, file: string): Mapping {
  const { value, mistakes, placeOf } = readLines(text)
  const where = (...path: readonly (string | number)[]) => `${file}:${placeOf(path).line}`
  if (mistakes.length > 0) {
    throw new MappingError(
      mistakes.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'),
    )
  }
  const read = readWith(mappingSchema, value ?? {})
  const problems = read.ok ? problemsOf(read.value) : read.issues
  if (problems.length > 0 || !read.ok) {
    throw new MappingError(
      problems.map(({ path, what }) => `${where(...path)}: ${path.join('.')} ${what}`).join('\n'),
    )
  }
  return { ...read.value, where }
}

/** An acquirer maps what the till asks, and nothing of a shop but its restart. */
function problemsOfTill({ base_url }: MappingFile, actions: TillActions): Problem[] {
  const under = (found: readonly Problem[]) =>
    found.map(({ path, what }): Problem => ({ path: ['till', ...path], what }))
  const names = Object.keys(TILL_HOLES) as (keyof TillActions)[]
  const missing = (['pay', 'payment'] as const).filter((name) => !actions[name])
  return [
    ...under(
      missing.map((name) => ({ path: [name], what: 'is missing: no till can sell without it' })),
    ),
    ...names.flatMap((name) => {
      const action = actions[name]
      if (!action) return []
      const isHalf =
        'map' in action && 'state' in action ? false : 'map' in action || 'state' in action
      return under([
        ...addressProblems(name, action, base_url),
        ...holeProblems(name, action, [...TILL_HOLES[name], ...OF_THE_RUN]),
        ...(isHalf ? [{ path: [name], what: 'must have both state and map, or neither' }] : []),
      ])
    }),
  ]
}

function problemsOf(mapping: MappingFile): Problem[] {
  if (mapping.till) return problemsOfTill(mapping, mapping.till)
  if (!mapping.start_sale && !mapping.start_qr && !mapping.start_web) {
    return [
      {
        path: ['start_sale'],
        what: 'is missing: nothing can be sold without it, start_qr or start_web',
      },
    ]
  }
  const { start_sale, start_qr, start_web, refund, refund_batch } = mapping
  const remembered = [start_sale, start_qr, start_web, refund, refund_batch].flatMap((action) =>
    Object.keys(action?.remember ?? {}),
  )
  return actionsOf(mapping).flatMap(([name, action]) => [
    ...addressProblems(name, action, mapping.base_url),
    ...holeProblems(name, action, [...HOLES[name], ...OF_THE_RUN, ...remembered]),
    ...pairProblems(name, action),
    ...itemProblems(name, action, [...OF_AN_ITEM, ...remembered]),
  ])
}

function actionsOf(mapping: MappingFile): [ActionName, Action][] {
  return Object.keys(HOLES).flatMap((key) => {
    const name = key as ActionName
    const action = mapping[name]
    return action ? [[name, action] satisfies [ActionName, Action]] : []
  })
}

function addressProblems(name: string, { url, run }: Action, baseUrl?: string): Problem[] {
  if ((url === undefined) === (run === undefined)) {
    return [{ path: [name], what: 'must have either url or run' }]
  }
  if (url === undefined || /^https?:\/\//.test(url)) return []
  if (!url.startsWith('/')) {
    return [{ path: [name, 'url'], what: 'must begin with http:// or, below base_url, with /' }]
  }
  if (baseUrl !== undefined) return []
  return [
    { path: [name, 'url'], what: 'has no host: give base_url, such as http://127.0.0.1:{port}' },
  ]
}

function holeProblems(name: string, action: Action, known: readonly string[]): Problem[] {
  const { url, headers, body_template } = action
  return Object.entries({ url, headers, body_template }).flatMap(([option, value]) =>
    textsIn(value)
      .flatMap(holesIn)
      .filter((hole) => !known.includes(hole))
      .map((hole) => ({
        path: [name, option],
        what: `has {${hole}}, which nothing fills; known here: ${known.map((each) => `{${each}}`).join(' ')}`,
      })),
  )
}

const OF_AN_ITEM = ['sale_id', 'out_trade_no', 'refund_id', 'amount']

/** How one refund of a batch is written has holes of its own. */
function itemProblems(name: ActionName, action: object, known: readonly string[]): Problem[] {
  const holes = 'item' in action ? textsIn(action.item).flatMap(holesIn) : []
  return holes
    .filter((hole) => !known.includes(hole))
    .map((hole) => ({
      path: [name, 'item'],
      what: `has {${hole}}, which nothing fills; known here: ${known.map((each) => `{${each}}`).join(' ')}`,
    }))
}

function pairProblems(name: ActionName, action: object): Problem[] {
  const has = (option: string) =>
    option in action && action[option as keyof typeof action] !== undefined
  // What a list holds has words of another kind to map, and most shops' need no map.
  if (has('each') || has('status') === has('map')) return []
  return [{ path: [name], what: 'must have both status and map, or neither' }]
}
