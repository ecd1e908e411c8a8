// `fault explain`: puts a call that somebody describes, or one of the journal, before the rules as
// they stand now. Changes nothing: no count, no draw.
import { foresee, type Described, type Foreseen } from '../../faults/foresee.ts'
import { isOneOf, OPENING_OPS } from '../../journal/entry.ts'
import { InputError } from '../../values/input-error.ts'
import type { SandboxCore } from '../core/core.ts'
import { subjectOfCall } from '../calls/match-subject.ts'

export interface FaultQuestion {
  /** An exchange of this journal, … */
  exchange?: string
  /** … or a message described by what it bears; what is not said is taken from the books. */
  kind?: Described['kind']
  op?: Described['op']
  outTradeNo?: string
  authCode?: string
  amountFen?: number
  appId?: string
  protocol?: string
  tradeStatus?: string
}

export interface FaultForecast {
  /** What the rules were shown. */
  message: Described
  rules: Foreseen[]
  /** For an exchange: what did act on it when it came. */
  acted: { rule: string; fault: string; catalogueId: string; note: string }[]
}

export function forecast(core: SandboxCore, question: FaultQuestion): FaultForecast {
  const { exchange } = question
  const message = exchange === undefined ? described(core, question) : recorded(core, exchange)
  return {
    message,
    rules: foresee(core.rules.all(), message, core.clock.now()),
    acted: exchange === undefined ? [] : actedOn(core, exchange),
  }
}

function described(core: SandboxCore, question: FaultQuestion): Described {
  const { usual } = core.gateways
  const { kind = 'call', op, protocol = usual, exchange: _none, ...told } = question
  const [first] = core.apps.all()
  const appId = question.appId ?? first?.appId ?? ''
  const { outTradeNo, authCode } = question
  const known = subjectOfCall(
    core,
    { op, appId, ids: { outTradeNo, authCode } },
    pidOf(core, appId, protocol),
    protocol,
  )
  const said = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
  return { kind, ...known, ...said, appId, protocol, op: opOf(kind, op) }
}

/** A notification has no operation; the way back belongs to the cashier's. */
function opOf(kind: Described['kind'], op: Described['op']): Described['op'] {
  if (kind === 'call') return op
  return kind === 'return' ? 'CASHIER' : undefined
}

function pidOf(core: SandboxCore, appId: string, protocol: string): string {
  const app = core.apps.get(appId)
  if (app) return core.gateways.pidOf(protocol, app)
  throw new InputError('appId', `there is no app ${appId}; see "alipay-sim app list"`)
}

function recorded(core: SandboxCore, exchange: string): Described {
  for (const entry of core.journal.ofExchange(exchange)) {
    if (entry.kind !== 'request') continue
    const { op, ids, appId = '', protocol, amountFen } = entry
    const app = core.apps.get(appId)
    const pid = app ? core.gateways.pidOf(protocol, app) : ''
    const seen = subjectOfCall(core, { op, ids, appId }, pid, protocol)
    // A payment's own amount; that of a refund is no order's.
    const isOrder = isOneOf(OPENING_OPS, op)
    return { kind: 'call', ...seen, amountFen: seen.amountFen ?? (isOrder ? amountFen : undefined) }
  }
  throw new InputError('exchange', `there is no ${exchange}; see "alipay-sim journal list"`)
}

function actedOn(core: SandboxCore, exchange: string): FaultForecast['acted'] {
  return core.journal
    .ofExchange(exchange)
    .filter((entry) => entry.kind === 'fault')
    .map(({ rule, fault, catalogueId, note }) => ({ rule, fault, catalogueId, note }))
}
