// Grades of merchants: whoever grades says here how far a run is and what it came to, and the console
// shows it. A report is posted as `grade` writes it.
import * as v from 'valibot'
import type { GradeOutcome } from '../sandbox/api/grades.ts'
import { InputError } from '../values/input-error.ts'
import { endpoint } from './endpoint.ts'
import { reportShape, type GradeReport } from './grade-report.ts'
import { shortText } from './read-input.ts'
import { listOf, SHAPES } from './shapes.ts'

/** A report of the whole library is some 2.5 MB. */
const MOST_BYTES = 8 * 1024 * 1024

const idText = v.pipe(
  v.string(),
  v.regex(/^[\w.-]{1,80}$/, '1 to 80 letters, digits, points, hyphens and underlines'),
)

const progress = SHAPES.GradeProgress

const body = v.strictObject({
  merchant: shortText,
  progress: v.optional(progress),
  failed: v.optional(shortText),
  report: v.optional(reportShape),
})

const grade = ({ grade: id = '' }: Record<string, string>): string => {
  const parsed = v.safeParse(idText, id)
  if (parsed.success) return parsed.output
  throw new InputError('grade', parsed.issues[0].message)
}

export const grades = [
  endpoint({
    method: 'GET',
    path: '/grades',
    about: 'lists the grades that were posted, in the order in which they were begun',
    gives: listOf(SHAPES.Grade),
    answer: ({ sandbox }) => sandbox.grades.list(),
  }),
  endpoint({
    method: 'POST',
    path: '/grades',
    status: 201,
    about: 'keeps the JSON report of a grade, as `grade` writes it (merchant.json)',
    gives: SHAPES.Grade,
    mostBytes: MOST_BYTES,
    body: reportShape,
    answer: ({ sandbox, body: report }) => {
      const id = `posted-${sandbox.grades.nextNumber()}`
      const merchant = report.run?.merchant ?? 'traffic that no suite drove'
      return sandbox.grades.put(id, merchant, ended(report))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/grades/:grade',
    about: 'shows one with its report',
    gives: v.object({ ...SHAPES.Grade.entries, report: v.optional(reportShape) }),
    answer: ({ sandbox, params }) => {
      const { report, ...shown } = sandbox.grades.get(grade(params))
      // As it was posted: what was checked once is not read again.
      const head = JSON.stringify(shown)
      const whole = report === undefined ? head : `${head.slice(0, -1)},"report":${report}}`
      return new Response(whole, { headers: { 'content-type': 'application/json' } })
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/grades/:grade',
    about:
      'says how a grade stands, under a name of your own: `progress` while it runs, then `report`, or ' +
      '`failed` with the reason',
    gives: SHAPES.Grade,
    mostBytes: MOST_BYTES,
    body,
    answer: ({ sandbox, params, body: { merchant, ...stands } }) =>
      sandbox.grades.put(grade(params), merchant, postedOf(stands)),
  }),
  endpoint({
    method: 'DELETE',
    path: '/grades/:grade',
    about: 'removes one',
    answer: ({ sandbox, params }) => sandbox.grades.remove(grade(params)),
  }),
]

function postedOf({ progress, failed, report }: Omit<v.InferOutput<typeof body>, 'merchant'>) {
  const given = [progress, failed, report].filter((one) => one !== undefined)
  if (given.length !== 1) {
    throw new InputError('body', 'give one of progress, failed and report')
  }
  if (report) return ended(report)
  if (failed !== undefined) return { failed }
  if (progress) return { progress }
  throw new Error('one of three is given')
}

const ended = (report: GradeReport) => ({
  outcome: outcomeOf(report),
  report: JSON.stringify(report),
})

function outcomeOf({ run, totals, rules, shop, reading, ...rest }: GradeReport): GradeOutcome {
  const { verdict, tooLate, score, summary } = rest
  return {
    verdict,
    isTooLate: tooLate !== undefined,
    score,
    sales: totals.sales,
    differing: totals.differing,
    failed: rules.filter(({ status }) => status === 'fail').length,
    startedAt: run?.startedAt,
    lastedMs: run?.lastedMs,
    shop: shop?.version,
    reading: reading.id,
    sentence: summary?.sentence,
  }
}
