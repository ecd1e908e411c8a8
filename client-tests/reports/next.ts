// The one command that brings the reader of a report further.
import { quoted } from '../../server/values/shell-text.ts'
import { ACQUIRER_SCENARIOS } from '../scenario/acquirer/library.ts'
import { SCENARIOS } from '../scenario/library.ts'
import type { Finding } from './findings.ts'
import type { Report, Target } from './report-schema.ts'

/** Scenarios in one command: as many as a person looks into at once. */
const AT_ONCE = 3
const PORT = 8600
const OF_ACQUIRERS = new Set(ACQUIRER_SCENARIOS.map(({ id }) => id))
const KNOWN = new Set([...SCENARIOS.map(({ id }) => id), ...OF_ACQUIRERS])

/** What the reader has to look into. */
interface Open {
  failed: readonly Finding[]
  warned: readonly Finding[]
  criticalOpen: Report['rules']
}

/** `undefined` where nothing is left to do. */
export function nextCommand(report: Report, open: Open): string | undefined {
  const { verdict, tooLate, run } = report
  const { failed, warned, criticalOpen } = open
  if (tooLate) return grade(report, { scale: Math.min(1, 2 * (run?.timeScale ?? 1)) })
  const [worst] = failed
  if (worst) {
    const scenarios = scenariosOf(report, failed)
    // A shop's own traffic is no scenario to play again: what helps is what the rule asks, and right code.
    if (scenarios.length === 0 && !run?.target) return `alipay-sim explain ${worst.rule.id}`
    return grade(report, { scenarios })
  }
  if (verdict === 'incomplete') {
    return grade(report, { scenarios: unexercised(report, criticalOpen), all: true })
  }
  const scenarios = scenariosOf(report, warned)
  if (scenarios.length > 0) return grade(report, { scenarios })
  return report.attestation ? undefined : 'alipay-sim grade attest > attestation.yaml'
}

/** The scenarios that the worst findings come from. */
function scenariosOf({ money }: Report, findings: readonly Finding[]): string[] {
  const scenarios = new Map(money.map(({ saleId, scenario }) => [saleId, scenario]))
  const found = findings.flatMap(({ own }) => scenarios.get(own[0]?.whose) ?? [])
  return [...new Set(found)].filter((id) => KNOWN.has(id)).slice(0, AT_ONCE)
}

/** After a part of the library: all of it. After all of it: what should have exercised the rest. */
function unexercised({ run }: Report, criticalOpen: Report['rules']): string[] {
  const played = new Set(run?.scenarios.map(({ id }) => id))
  const wanted = criticalOpen.flatMap(({ exercisedBy }) => exercisedBy)
  const isAcquirer = [...played].some((id) => OF_ACQUIRERS.has(id))
  const isPart = isAcquirer
    ? wanted.some((id) => !played.has(id))
    : SCENARIOS.some(({ id, long }) => !long && !played.has(id))
  if (isPart) return []
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
