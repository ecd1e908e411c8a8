// The one command that brings the reader of a report further.
import { SCENARIOS } from '../scenario/library.ts'
import { findingsOf } from './findings.ts'
import type { Report, Target } from './report-schema.ts'

/** Scenarios in one command: as many as a person looks into at once. */
const AT_ONCE = 3
const PORT = 8600
const KNOWN = new Set(SCENARIOS.map(({ id }) => id))

/** `undefined` where nothing is left to do. */
export function nextCommand(report: Report): string | undefined {
  const { verdict, tooLate, run } = report
  if (tooLate) return grade(report, { scale: Math.min(1, 2 * (run?.timeScale ?? 1)) })
  const failed = findingsOf(report, 'fail')
  if (failed.length > 0) return grade(report, { scenarios: scenariosOf(report, failed) })
  if (verdict === 'incomplete') return grade(report, { scenarios: unexercised(report), all: true })
  const warned = scenariosOf(report, findingsOf(report, 'warn'))
  if (warned.length > 0) return grade(report, { scenarios: warned })
  return report.attestation ? undefined : 'alipay-sim grade attest > attestation.yaml'
}

/** The scenarios that the worst findings come from. */
function scenariosOf({ money }: Report, findings: ReturnType<typeof findingsOf>): string[] {
  const scenarios = new Map(money.map(({ saleId, scenario }) => [saleId, scenario]))
  const found = findings.flatMap(({ own }) => scenarios.get(own[0]?.whose) ?? [])
  return [...new Set(found)].filter((id) => KNOWN.has(id)).slice(0, AT_ONCE)
}

/** After a part of the library: all of it. After all of it: what should have exercised the rest. */
function unexercised({ run, rules, notTested }: Report): string[] {
  const played = new Set(run?.scenarios.map(({ id }) => id))
  if (SCENARIOS.some(({ id, long }) => !long && !played.has(id))) return []
  const open = notTested.filter(
    ({ severity, status }) => severity === 'critical' && status === 'inconclusive',
  )
  const ids = new Set(open.map(({ id }) => id))
  const wanted = rules.filter(({ id }) => ids.has(id)).flatMap(({ exercisedBy }) => exercisedBy)
  return [...new Set(wanted)].slice(0, AT_ONCE)
}

interface Wanted {
  scenarios?: readonly string[]
  scale?: number
  all?: boolean
}

function grade({ run, reading }: Report, { scenarios = [], scale, all = false }: Wanted): string {
  const target: Target = run?.target ?? {}
  const { command = [], merchant, port = PORT } = target
  const factor = scale ?? target.scale
  const isStarted = command.length > 0
  const words = [
    ...(merchant === undefined ? [] : ['--merchant', merchant]),
    ...(factor === undefined || factor === 1 ? [] : ['--scale', String(factor)]),
    ...(isStarted || merchant === undefined || port === PORT ? [] : ['--port', String(port)]),
    ...(reading.id === 'default' ? [] : ['--reading', reading.id]),
    ...(all && scenarios.length > 0 ? ['--all'] : []),
    ...(scenarios.length > 0 ? ['--scenario', ...scenarios] : []),
    ...(isStarted ? ['--', ...command] : []),
  ].map(quoted)
  const rest = isStarted || merchant !== undefined ? [] : ['--', '…']
  return ['alipay-sim grade', ...words, ...rest].join(' ')
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
