// One call of the adapter check: sends it, holds the reply against the contract, and writes down
// what does not fit, endpoint by endpoint and field by field.
import type { AdapterReply, CallAdapter } from './merchant.ts'
import type { LocalizedText } from '../rules/rule.ts'
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
  /** The same in Chinese. */
  zh: { what: string; remedy: string }
}

/** What is to be said of a field, and what helps. */
export interface Complaint {
  /** Empty when it is about the whole reply. */
  field?: string
  what: LocalizedText
  remedy: LocalizedText
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
  wrong(operation: Operation, complaint: Complaint): void
  missing(operation: Operation, complaint: Complaint): void
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
  const say = (
    operation: Operation,
    level: Finding['level'],
    { field = '', what, remedy }: Complaint,
  ) =>
    add(operation, {
      level,
      field,
      what: what.en,
      remedy: remedy.en,
      zh: { what: what.zh, remedy: remedy.zh },
    })
  const wrong: Probe['wrong'] = (operation, complaint) => say(operation, 'wrong', complaint)
  const missing: Probe['missing'] = (operation, complaint) => say(operation, 'missing', complaint)
  const take: Probe['take'] = (operation, expected, { status, text }) => {
    const { without } = operation
    if (NOT_SERVED.has(status) && !expected.includes(status) && without !== 'required') {
      missing(operation, notServed(endpointOf(operation), status, without))
      return undefined
    }
    const complaint = complaintOf(expected, { status, text })
    if (complaint) {
      wrong(operation, complaint)
      return undefined
    }
    const schema = operation.replies[status]
    const read = schema && readWith(schema, json(text))
    if (read && !read.ok) {
      for (const issue of read.issues) wrong(operation, complaintAbout(issue))
      return undefined
    }
    say(operation, 'ok', {
      what: { en: `answers ${status}`, zh: `应答 ${status}` },
      remedy: { en: '', zh: '' },
    })
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

function notServed(endpoint: string, status: number, without: LocalizedText): Complaint {
  return {
    what: {
      en: `answered ${status}; without it not judged: ${without.en}`,
      zh: `应答 ${status}；缺少它则无法判定：${without.zh}`,
    },
    remedy: {
      en: `serve ${endpoint}, or leave it if these rules may stay open`,
      zh: `实现 ${endpoint}；若这些规则可以不判定，则不必实现`,
    },
  }
}

function complaintOf(
  expected: readonly number[],
  { status, text }: AdapterReply,
): Complaint | undefined {
  if (status === 0) {
    return {
      what: { en: `no answer (${text})`, zh: `没有应答（${text}）` },
      remedy: {
        en: 'is the program running, and is this its base URL?',
        zh: '请确认程序正在运行，且这是它的根地址',
      },
    }
  }
  if (!expected.includes(status)) {
    const wanted = { en: expected.join(' or '), zh: expected.join(' 或 ') }
    const seen = `${status} ${text.slice(0, 80).trim()}`.trim()
    return {
      what: {
        en: `must answer ${wanted.en}; it answered ${seen}`,
        zh: `必须应答 ${wanted.zh}；实际应答 ${seen}`,
      },
      remedy: {
        en: `answer ${wanted.en} here; docs/adapter.md says when`,
        zh: `此处应答 ${wanted.zh}；各状态码的含义见 docs/adapter.md`,
      },
    }
  }
  // An empty body is as good as {} where nothing is to be said.
  if (json(text) !== undefined) return undefined
  const seen = text.slice(0, 60).trim()
  return {
    what: { en: `must be JSON; it is ${seen}`, zh: `必须是 JSON；现在是 ${seen}` },
    remedy: { en: 'answer JSON, without HTML', zh: '应答 JSON，不要 HTML' },
  }
}

function json(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function complaintAbout(issue: Issue): Complaint {
  return {
    field: issue.field,
    what: { en: issue.what, zh: issue.zh },
    remedy: remedyFor(issue),
  }
}

function remedyFor({ field, kind }: Issue): LocalizedText {
  switch (kind) {
    case 'missing':
      return { en: `add ${field || 'a JSON body'}`, zh: `补上 ${field || 'JSON 报文体'}` }
    case 'unknown':
      return { en: `rename ${field}, or leave it out`, zh: `更正字段名 ${field}，或去掉它` }
    case 'other':
      return {
        en: `send ${field || 'the reply'} as the contract has it (alipay-sim grade adapter-spec)`,
        zh: `按约定返回 ${field || '应答'}（约定见 alipay-sim grade adapter-spec）`,
      }
  }
}
