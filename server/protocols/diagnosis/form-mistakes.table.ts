// Mistakes of whoever signs a list of parameters, whatever its gateway: which are signed, in which order, and how
// they are joined.
import { MOST_PARTS } from '../budget.ts'
import {
  pairsBecome,
  textBecomes,
  type FormDraft,
  type FormMistake,
  type Pair,
} from './form-draft.ts'

const without = (draft: FormDraft, name: string) =>
  pairsBecome(draft, [(pairs) => pairs.filter(([one]) => one !== name)])

export const join = (glue: string, each: (pair: Pair) => string) => (pairs: readonly Pair[]) =>
  pairs.map(each).join(glue)
const whole = ([name, value]: Pair) => `${name}=${value}`
const ignoringCase = (one: Pair, other: Pair) =>
  one[0].toLowerCase() < other[0].toLowerCase() ? -1 : 1

/** One mistake for each parameter, so that the verdict names it. */
export const notSigned = (pairs: readonly Pair[]): FormMistake[] =>
  pairs
    .slice(0, MOST_PARTS)
    .filter(([name, value]) => value !== '' && name !== 'sign_type')
    .map(([name]) => ({
      name: `${name}-not-signed`,
      about: `${name} was sent and not signed`,
      bend: (draft) => without(draft, name),
    }))

export const SELECTION: readonly FormMistake[] = [
  {
    name: 'sign-type-dropped',
    about: 'sign_type is left out of the signed text: a request signs it (only sign is left out)',
    bend: (draft) => without(draft, 'sign_type'),
  },
  {
    name: 'empties-kept',
    about: 'parameters without a value are in the signed text: leave them out',
    bend: (draft) =>
      draft.keepsEmpties || draft.pairs.every(([, value]) => value !== '')
        ? []
        : [{ ...draft, keepsEmpties: true }],
  },
  {
    name: 'sign-included',
    about: 'sign itself is in the signed text: it must not be',
    bend: (draft) =>
      pairsBecome(
        { ...draft, keepsEmpties: true },
        ['', 'null', 'undefined'].map((sign) => (pairs) => [...pairs, ['sign', sign] as const]),
      ),
  },
]

export const ORDER: readonly FormMistake[] = [
  {
    name: 'not-sorted',
    about: 'parameters are signed in the order in which they were sent: sort them by name',
    bend: (draft) => [{ ...draft, order: (pairs) => [...pairs] }],
  },
  {
    name: 'sorted-ignoring-case',
    about: 'names are sorted without regard to case: sort them by their ASCII codes',
    bend: (draft) => [{ ...draft, order: (pairs) => pairs.toSorted(ignoringCase) }],
  },
  {
    name: 'sorted-descending',
    about: 'names are sorted from Z to A',
    bend: (draft) => [{ ...draft, order: (pairs) => draft.order(pairs).toReversed() }],
  },
  {
    name: 'sorted-as-whole-pairs',
    about: 'the texts `name=value` are sorted instead of the names',
    bend: (draft) => [
      {
        ...draft,
        order: (pairs) => pairs.toSorted((one, other) => (whole(one) < whole(other) ? -1 : 1)),
      },
    ],
  },
]

export const JOINING: readonly FormMistake[] = [
  {
    name: 'joined-otherwise',
    about: 'parameters are joined by something else than `&`',
    bend: (draft) => ['', ',', '\n', ';'].map((glue) => ({ ...draft, join: join(glue, whole) })),
  },
  {
    name: 'names-left-out',
    about: 'only the values are signed: sign `name=value`',
    bend: (draft) =>
      ['', '&'].map((glue) => ({ ...draft, join: join(glue, ([, value]) => value) })),
  },
  {
    name: 'signed-as-json',
    about: 'the parameters are signed as JSON: join them as `name=value` with `&`',
    bend: (draft) => [{ ...draft, join: (pairs) => JSON.stringify(Object.fromEntries(pairs)) }],
  },
  {
    name: 'stray-ampersand',
    about: 'the signed text begins or ends with `&` or `?`',
    bend: (draft) =>
      textBecomes(
        draft,
        (text) => `${text}&`,
        (text) => `&${text}`,
        (text) => `?${text}`,
      ),
  },
  {
    name: 'trailing-newline',
    about: 'the signed text ends with a line feed or a blank, as `echo` leaves one',
    bend: (draft) =>
      textBecomes(draft, ...['\n', '\r\n', ' '].map((end) => (text: string) => text + end)),
  },
]
