// The shape of the JSON report, once: it checks a report that is read back, and is published as
// JSON Schema. Under one schemaVersion fields are added, never renamed or removed.
import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { summarySchema } from './summary-schema.ts'

export const REPORT_SCHEMA_VERSION = 1

const localized = v.object({ en: v.string(), zh: v.string() })
const fen = v.pipe(v.number(), v.integer(), v.description('Integer fen (1/100 yuan).'))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const share = v.object({ exercised: count, applicable: count })
const status = v.picklist(['pass', 'warn', 'fail', 'inconclusive', 'not-applicable'])
const severity = v.picklist(['critical', 'major', 'minor', 'advisory'])
const verdict = v.picklist(['ready', 'not-ready', 'incomplete'])

const occurrence = v.object({
  status,
  sale: v.optional(v.string()),
  outTradeNo: v.optional(v.string()),
  said: localized,
  evidence: v.pipe(v.array(count), v.description('seq of the journal entries that prove it.')),
  trace: v.pipe(v.array(v.string()), v.description('The same, drawn one line each.')),
  undecided: v.pipe(
    v.optional(v.literal(true)),
    v.description('It failed, but the machine may be the cause.'),
  ),
})

const rule = v.object({
  id: v.string(),
  severity,
  source: v.string(),
  title: localized,
  trigger: localized,
  remedy: localized,
  status,
  occurrences: v.array(occurrence),
  needed: v.pipe(
    v.optional(v.literal(true)),
    v.description('Nobody is ready before this rule was exercised.'),
  ),
  exercisedBy: v.pipe(v.array(v.string()), v.description('Scenarios that exercise the rule.')),
})

const difference = v.object({
  part: v.picklist(['state', 'amount', 'refunded', 'effects', 'open']),
  said: localized,
})

const moneyLine = v.object({
  saleId: v.optional(v.string()),
  scenario: v.optional(v.string()),
  outTradeNos: v.array(v.string()),
  amountFen: fen,
  currency: v.pipe(
    v.optional(v.string()),
    v.description('ISO 4217; CNY when absent. The sums of this order count its smallest units.'),
  ),
  belief: v.optional(v.string()),
  believedNetFen: v.optional(fen),
  paidFen: fen,
  refundedFen: fen,
  netFen: fen,
  state: v.string(),
  match: v.picklist(['equal', 'maybe', 'differs', 'unsaid', 'unread']),
  differences: v.pipe(
    v.optional(v.array(difference)),
    v.description('In which quantities merchant and gateway disagree, one sentence each.'),
  ),
  because: v.pipe(
    v.optional(v.object({ rule: v.string(), said: localized })),
    v.description('Where they disagree: the rule that was broken first on this sale.'),
  ),
})

const familyVerdict = v.object({
  family: v.pipe(v.string(), v.description('As the journal names it: openapi.')),
  verdict,
  score: v.nullable(v.number()),
  coverage: v.object({ critical: share, all: share }),
})

const playedAgain = v.object({
  scenario: v.string(),
  saleId: v.string(),
  rounds: v.pipe(count, v.description('How often it was played in all.')),
  rules: v.pipe(v.array(v.string()), v.description('The rules that it left undecided.')),
  why: localized,
  decided: v.boolean(),
})

const target = v.pipe(
  v.object({
    command: v.optional(v.array(v.string())),
    merchant: v.optional(v.string()),
    scale: v.optional(v.number()),
    port: v.optional(v.number()),
  }),
  v.description('How the merchant was reached, for a replay.'),
)

const run = v.object({
  merchant: v.string(),
  seed: v.string(),
  timeScale: v.number(),
  resultChannel: v.string(),
  startedAt: v.pipe(
    v.optional(v.string()),
    v.description('ISO 8601, by the clock of the gateway.'),
  ),
  lastedMs: v.pipe(v.optional(v.number()), v.description('Real time that the run took.')),
  world: v.pipe(
    v.optional(v.string()),
    v.description('Which texts the gateway followed where they differ (docs/options.md).'),
  ),
  scenarios: v.array(
    v.object({
      id: v.string(),
      name: v.optional(v.string()),
      end: v.optional(v.string()),
      options: v.pipe(
        v.optional(v.record(v.string(), v.unknown())),
        v.description('Options of the gateway that the scenario set for its sales.'),
      ),
    }),
  ),
  rounds: v.pipe(
    v.optional(count),
    v.description('More than 1 where undecided sales were played again.'),
  ),
  delays: v.pipe(
    v.optional(v.object({ longestMs: v.number(), by: v.picklist(['scheduler', 'timers']) })),
    v.description(
      'How late the machine made its programs, in real ms; by timers alone where the system does not ' +
        "count a merchant's waiting for a processor.",
    ),
  ),
  target: v.optional(target),
})

const attested = v.object({
  id: v.string(),
  source: v.string(),
  question: localized,
  linked: v.array(v.string()),
  answer: v.optional(v.picklist(['yes', 'no', 'na'])),
  evidence: v.array(v.string()),
  status,
  said: localized,
})

const expectation = v.object({
  rule: v.string(),
  owner: v.string(),
  reason: v.string(),
  expires: v.string(),
  outcome: v.picklist(['fails-as-expected', 'passes', 'expired', 'not-exercised']),
})

const shop = v.pipe(
  v.object({
    version: v.string(),
    from: v.pipe(
      v.picklist(['option', 'git']),
      v.description(
        'As the person said, or the commit of the folder in which the grade was started.',
      ),
    ),
  }),
  v.description('Which version of the shop was graded.'),
)

const certificate = v.pipe(
  v.object({
    file: v.string(),
    keyId: v.pipe(v.optional(v.string()), v.description('Of the key that signs it, if any does.')),
  }),
  v.description('The certificate that was written beside the report.'),
)

export const reportSchema = v.object({
  schemaVersion: v.literal(
    REPORT_SCHEMA_VERSION,
    ({ received }) =>
      `${received} is not ${REPORT_SCHEMA_VERSION}, the version of the reports that this program ` +
      'reads: use the alipay-sim that wrote it, or grade its journal again with grade --journal',
  ),
  tool: v.object({ name: v.literal('alipay-sim'), version: v.optional(v.string()) }),
  shop: v.optional(shop),
  runBy: v.pipe(v.optional(v.string()), v.description('Who ran it, as was said.')),
  certificate: v.optional(certificate),
  verdict,
  tooLate: v.pipe(
    v.optional(localized),
    v.description('Why there is no verdict: the machine was too slow for the run.'),
  ),
  score: v.pipe(
    v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
    v.description('null without a verdict.'),
  ),
  coverage: v.object({ critical: share, all: share }),
  transcriptHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.description('sha256, hex.')),
  reading: v.object({ id: v.string(), follows: localized }),
  run: v.pipe(v.optional(run), v.description('Absent for traffic that the suite did not drive.')),
  totals: v.pipe(
    v.object({
      sales: count,
      paidFen: fen,
      refundedFen: fen,
      netFen: fen,
      differing: count,
    }),
    v.description('Of all orders, in the smallest units of whatever currency they are in.'),
  ),
  money: v.array(moneyLine),
  rules: v.array(rule),
  playedAgain: v.pipe(
    v.optional(v.array(playedAgain)),
    v.description('Sales that the machine left undecided and that were played once more.'),
  ),
  families: v.pipe(
    v.optional(v.array(familyVerdict)),
    v.description('Of a merchant at gateways of several families: the verdict on each.'),
  ),
  causes: v.array(
    v.object({
      rule: v.string(),
      consequences: v.array(v.object({ rule: v.string(), sale: v.string() })),
    }),
  ),
  notTested: v.pipe(
    v.array(v.object({ id: v.string(), severity, status, why: localized })),
    v.description('Rules that said nothing, and why.'),
  ),
  expected: v.optional(v.array(expectation)),
  attestation: v.optional(v.array(attested)),
  summary: v.pipe(
    v.optional(summarySchema),
    v.description('The first page: what a person is shown, in both languages.'),
  ),
})

export type Report = v.InferOutput<typeof reportSchema>
export type ExpectedRow = v.InferOutput<typeof expectation>
export type Target = v.InferOutput<typeof target>

/** JSON Schema (draft 2020-12) of the JSON report. */
export function reportJsonSchema(): Record<string, unknown> {
  const schema = toJsonSchema(reportSchema, { target: 'draft-2020-12' })
  return { ...schema, title: 'alipay-sim grade report', $id: 'urn:alipay-sim:report:1' }
}

/** Reads a JSON report. Throws an Error that names the field. */
export function readReport(text: string): Report {
  const parsed = v.safeParse(reportSchema, JSON.parse(text))
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw new Error(`${v.getDotPath(issue) ?? 'report'}: ${issue.message}`)
}
