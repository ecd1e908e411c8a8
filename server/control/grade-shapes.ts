// What the control API answers of grades, as schemas with names of their own in the document.
import * as v from 'valibot'

const text = v.string()
const maybeText = v.optional(text)
const whole = v.pipe(v.number(), v.integer())
const said = v.object({ en: text, zh: text })

const gradeProgress = v.object({
  round: v.pipe(whole, v.description('from 2 on sales are played again')),
  done: whole,
  total: whole,
  what: v.pipe(text, v.description('what happened last')),
  leftMs: v.pipe(v.number(), v.description('real ms until all is over: an estimate')),
  scenarios: v.array(
    v.object({
      id: text,
      name: maybeText,
      sales: whole,
      done: whole,
      isBegun: v.boolean(),
    }),
  ),
})

export const GRADE_SHAPES = {
  GradeProgress: gradeProgress,
  Grade: v.object({
    id: text,
    merchant: text,
    state: v.picklist(['running', 'ended', 'failed']),
    begunAt: v.pipe(whole, v.description('real time, ms since 1970')),
    heardAt: v.pipe(whole, v.description('when its poster last said something')),
    isSilent: v.pipe(v.boolean(), v.description('it runs, and nothing was heard for a minute')),
    progress: v.optional(gradeProgress),
    outcome: v.optional(
      v.object({
        verdict: v.picklist(['ready', 'not-ready', 'incomplete']),
        isTooLate: v.boolean(),
        score: v.nullable(v.number()),
        sales: whole,
        differing: whole,
        failed: v.pipe(whole, v.description('rules that failed')),
        startedAt: maybeText,
        lastedMs: v.optional(v.number()),
        shop: maybeText,
        reading: text,
        sentence: v.optional(said),
      }),
    ),
    failed: v.pipe(maybeText, v.description('why it ended without a report')),
  }),
}
