// What of a grade's report is read here: what the list and the console show. The suite publishes the whole
// shape (`alipay-sim/report.schema.json`); fields that are not named here are kept as they came.
import * as v from 'valibot'
import { listOf } from './shapes.ts'

const text = v.string()
const whole = v.pipe(v.number(), v.integer())
const said = v.object({ en: text, zh: text })
const share = v.object({ exercised: whole, applicable: whole })
const severity = v.picklist(['critical', 'major', 'minor', 'advisory'])
const status = v.picklist(['pass', 'warn', 'fail', 'inconclusive', 'not-applicable'])

const summary = v.looseObject({
  word: said,
  sentence: said,
  remarks: listOf(said),
  about: listOf(v.object({ name: said, value: said })),
  cost: v.looseObject({ said: listOf(said) }),
  fixFirst: listOf(
    v.looseObject({
      rule: text,
      severity,
      kind: said,
      title: said,
      often: said,
      stake: v.optional(said),
      sale: v.optional(text),
      said: v.optional(said),
      remedy: said,
    }),
  ),
  criticalOpen: listOf(v.looseObject({ rule: text, title: said, scenario: v.optional(text) })),
  next: v.optional(text),
})

const rule = v.looseObject({
  id: text,
  severity,
  source: text,
  title: said,
  remedy: said,
  status,
  occurrences: listOf(
    v.looseObject({
      status,
      sale: v.optional(text),
      outTradeNo: v.optional(text),
      said,
      trace: listOf(text),
    }),
  ),
})

const moneyLine = v.looseObject({
  saleId: v.optional(text),
  scenario: v.optional(text),
  outTradeNos: listOf(text),
  amountFen: whole,
  belief: v.optional(text),
  currency: v.optional(v.string()),
  believedNetFen: v.optional(whole),
  netFen: whole,
  state: text,
  match: v.picklist(['equal', 'maybe', 'differs', 'unsaid', 'unread']),
  differences: v.optional(listOf(v.looseObject({ said }))),
  because: v.optional(v.looseObject({ rule: text, said })),
})

export const reportShape = v.looseObject({
  schemaVersion: v.literal(
    1,
    ({ received }) => `${received} is not 1: post a report of an alipay-sim of this version`,
  ),
  tool: v.looseObject({ name: text, version: v.optional(text) }),
  verdict: v.picklist(['ready', 'not-ready', 'incomplete']),
  tooLate: v.optional(said),
  score: v.nullable(v.number()),
  coverage: v.object({ critical: share, all: share }),
  reading: v.looseObject({ id: text }),
  shop: v.optional(v.looseObject({ version: text })),
  run: v.optional(
    v.looseObject({
      merchant: text,
      seed: text,
      startedAt: v.optional(text),
      lastedMs: v.optional(v.number()),
      scenarios: listOf(v.looseObject({ id: text, name: v.optional(text) })),
    }),
  ),
  totals: v.looseObject({ sales: whole, netFen: whole, differing: whole }),
  money: listOf(moneyLine),
  rules: listOf(rule),
  summary: v.optional(summary),
})

export type GradeReport = v.InferOutput<typeof reportShape>
