// One call of the adapter check: sends it, holds the reply against the contract, and writes down
// what does not fit, endpoint by endpoint and field by field.
import type { AdapterReply, CallAdapter } from '../drives/merchant.ts'
import { readWith, type Issue } from './issues.ts'
import type { Operation } from './operations.ts'

export interface Finding {
  /** `GET /conformance/sales/{id}` */
  endpoint: string
  /** `missing`: not served, which costs the rules that `what` names. */
  level: 'ok' | 'missing' | 'wrong'
  /** `effects[0].amount`; empty when it is about the whole reply. */
  field: string
  what: string
  remedy: string
}

export interface Probe {
  findings: readonly Finding[]
  /**
   * Sends a call that must be answered with one of `expected`. Gives the reply when it is as it
   * should be, and `undefined` after writing down why not.
   */
  ask(
    operation: Operation,
    expected: readonly number[],
    call?: Call,
  ): Promise<AdapterReply | undefined>
  /** The same for a reply that is there already. */
  take(
    operation: Operation,
    expected: readonly number[],
    reply: AdapterReply,
  ): AdapterReply | undefined
  wrong(operation: Operation, field: string, what: string, remedy: string): void
  missing(operation: Operation, what: Pick<Finding, 'field' | 'what' | 'remedy'>): void
}

interface Call {
  /** `/sales/S1`, where the operation says `/sales/{id}`. */
  path?: string
  body?: unknown
}

/** Servers say "I do not know this path" in these ways. */
const NOT_SERVED = new Set([404, 405, 501])

const endpointOf = ({ method, path }: Operation) => `${method} /conformance${path}`

export function createProbe(call: CallAdapter): Probe {
  const findings: Finding[] = []
  const add = (operation: Operation, finding: Omit<Finding, 'endpoint'>) => {
    const endpoint = endpointOf(operation)
    const isSame = (other: Finding) =>
      other.endpoint === endpoint && other.field === finding.field && other.what === finding.what
    if (!findings.some(isSame)) findings.push({ endpoint, ...finding })
  }
  const wrong = (operation: Operation, field: string, what: string, remedy: string) =>
    add(operation, { level: 'wrong', field, what, remedy })
  const missing: Probe['missing'] = (operation, what) =>
    add(operation, { level: 'missing', ...what })
  const take: Probe['take'] = (operation, expected, { status, text }) => {
    const isRequired = operation.without === 'required'
    if (NOT_SERVED.has(status) && !expected.includes(status) && !isRequired) {
      const what = `answered ${status}; without it not judged: ${operation.without}`
      const remedy = `serve ${endpointOf(operation)}, or leave it if these rules may stay open`
      missing(operation, { field: '', what, remedy })
      return undefined
    }
    const complaint = complaintOf(expected, { status, text })
    if (complaint) {
      wrong(operation, ...complaint)
      return undefined
    }
    const schema = operation.replies[status]
    const read = schema && readWith(schema, json(text))
    if (read && !read.ok) {
      for (const issue of read.issues) wrong(operation, issue.field, issue.what, remedyFor(issue))
      return undefined
    }
    add(operation, { level: 'ok', field: '', what: `answers ${status}`, remedy: '' })
    return { status, text }
  }
  return {
    findings,
    wrong,
    missing,
    take,
    ask: async (operation, expected, { path = operation.path, body } = {}) =>
      take(operation, expected, await call(operation.method, path, body)),
  }
}

function complaintOf(
  expected: readonly number[],
  { status, text }: AdapterReply,
): [field: string, what: string, remedy: string] | undefined {
  const wanted = expected.join(' or ')
  if (status === 0) {
    return ['', `no answer (${text})`, 'is the program running, and is this its base URL?']
  }
  if (!expected.includes(status)) {
    const what = `must answer ${wanted}; it answered ${status} ${text.slice(0, 80).trim()}`.trim()
    return ['', what, `answer ${wanted} here; docs/adapter.md says when`]
  }
  // An empty body is as good as {} where nothing is to be said.
  if (json(text) !== undefined) return undefined
  return ['', `must be JSON; it is ${text.slice(0, 60).trim()}`, 'answer JSON, without HTML']
}

function json(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function remedyFor({ field, what }: Issue): string {
  if (what === 'is missing') return `add ${field || 'a JSON body'}`
  if (what.startsWith('is not known')) return `rename ${field}, or leave it out`
  return `send ${field || 'the reply'} as the contract has it (alipay-sim grade adapter-spec)`
}
