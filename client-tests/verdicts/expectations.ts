// Failures that are known and owned: each entry has a rule, an owner, a reason and a last day. One
// that no longer fails, or is past its day, fails the run, so that the list cannot rot.
import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { summarise, type Scorecard } from '../grade/grade.ts'
import type { ExpectedRow } from '../reports/report-schema.ts'
import { fileVersion, schemaId } from '../scenario/file-version.ts'
import { readCheckedYaml } from './checked-yaml.ts'

const words = (what: string) => v.pipe(v.string(what), v.trim(), v.nonEmpty(what))

const schema = v.strictObject(
  {
    version: fileVersion,
    expected: v.array(
      v.strictObject(
        {
          rule: words('the id of a rule, such as POLL-05'),
          owner: words('who mends it'),
          reason: words('why it may fail until then'),
          expires: v.pipe(
            v.string('the last day, such as 2026-12-31'),
            v.isoDate('the last day, such as 2026-12-31'),
          ),
        },
        'an entry with rule, owner, reason and expires',
      ),
      'a list of entries with rule, owner, reason and expires',
    ),
  },
  'expected: and a list of entries below it',
)

/** The shape of the file as JSON Schema, for editors. */
export function expectationsJsonSchema(): object {
  const { $schema, ...shape } = toJsonSchema(schema, { target: 'draft-07', errorMode: 'ignore' })
  return {
    $schema,
    $id: schemaId('expectations'),
    title: 'alipay-sim known failures',
    description: 'Rules that may fail until a day, for grade --expect (docs/grading.md).',
    ...shape,
  }
}

export type Expectation = Omit<ExpectedRow, 'outcome'>

/** Reads the YAML file. Throws an Error that names line, field and remedy. */
export function readExpectations(
  text: string,
  file: string,
  rules: readonly string[],
): readonly Expectation[] {
  const { expected } = readCheckedYaml(text, file, schema)
  for (const [index, { rule }] of expected.entries()) {
    if (!rules.includes(rule)) throw new Error(`${file}: ${index}.rule: there is no rule ${rule}`)
    if (expected.findIndex((one) => one.rule === rule) !== index) {
      throw new Error(`${file}: ${index}.rule: ${rule} is listed twice`)
    }
  }
  return expected
}

/** Holds the entries against a grade. `today` is a date such as 2026-11-22. */
export function meetExpectations(
  card: Scorecard,
  expectations: readonly Expectation[],
  today: string,
): readonly ExpectedRow[] {
  return expectations.map((entry) => ({ ...entry, outcome: outcomeOf(card, entry, today) }))
}

function outcomeOf(
  card: Scorecard,
  { rule, expires }: Expectation,
  today: string,
): ExpectedRow['outcome'] {
  const status = card.rules.find(({ id }) => id === rule)?.verdict.status
  if (status === 'pass' || status === 'warn') return 'passes'
  // Dates of this form sort as text; the last day itself still counts.
  if (today > expires) return 'expired'
  return status === 'fail' ? 'fails-as-expected' : 'not-exercised'
}

/**
 * What the run comes to when expected failures are set aside. The merchant's verdict stays what it
 * is; this decides the exit code.
 */
export function verdictBesides(
  card: Scorecard,
  rows: readonly ExpectedRow[],
): Scorecard['verdict'] {
  if (rows.some(({ outcome }) => outcome === 'passes' || outcome === 'expired')) return 'not-ready'
  const known = new Set(
    rows.filter(({ outcome }) => outcome === 'fails-as-expected').map(({ rule }) => rule),
  )
  const rules = card.rules.map((rule) =>
    known.has(rule.id) ? { ...rule, verdict: { ...rule.verdict, status: 'warn' as const } } : rule,
  )
  return summarise(rules, card.tooLate).verdict
}
