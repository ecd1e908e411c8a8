// Signature autopsies: of requests that were just refused, of exchanges in the journal, and of
// messages that somebody pastes. Changes nothing.
import type { Wire } from '../../journal/wire.ts'
import type { Explanation, Hint } from '../../journal/explanation.ts'
import { openBudget, QUICK_BYTES, THOROUGH_BYTES } from '../../protocols/budget.ts'
import type { App, Decoded, Pasted, Protocol } from '../../protocols/protocol.ts'
import type { WireRequest } from '../../protocols/wire.ts'
import { InputError } from '../../values/input-error.ts'
import type { SandboxCore } from './core.ts'

/** In the path of every request, so it tries the likely mistakes only; `explain` tries the others. */
export function explainRefusal(
  core: SandboxCore,
  protocol: Protocol,
  request: WireRequest,
  decoded: Decoded,
): Explanation | undefined {
  const isAboutSignature = 'rejection' in decoded && decoded.rejection.reason === 'SignatureWrong'
  const { app } = decoded.context
  if (!isAboutSignature || !app) return undefined
  return protocol.explain(request, app, everyApp(core), openBudget(QUICK_BYTES))
}

/** A signature may be of another tenant of this server. */
const everyApp = (core: SandboxCore): Iterable<App> => ({
  *[Symbol.iterator]() {
    yield* core.apps.all()
    // Read only where no key of this sandbox has made it.
    yield* core.appsBeside?.() ?? []
  },
})

/** What somebody asks about. */
export interface Question {
  /** An exchange of this journal, … */
  exchange?: string
  /** … or a pasted request, notification or reply. */
  message?: string
  /** What the merchant says it signed or verified. */
  text?: string
  /** Whose keys; the message's own app when it names one, else the first. */
  appId?: string
}

export interface Explained extends Explanation {
  kind: Pasted['kind']
  /** What else was wrong with the exchange. */
  hints?: readonly Hint[]
}

export function explain(
  core: SandboxCore,
  { exchange, message, text, appId }: Question,
): Explained {
  const asked = exchange === undefined ? paste(core, message ?? '') : recorded(core, exchange)
  const found = explainAsked(core, asked, appId, text)
  const hints = exchange === undefined ? [] : hintsOf(core, exchange)
  if (found) return { kind: asked.kind, ...found, ...(hints.length > 0 && { hints }) }
  const unsigned = 'carries no signature that could be checked'
  throw new InputError('message', [unsigned, ...hints.map(({ about }) => about)].join('; '))
}

function explainAsked(
  core: SandboxCore,
  asked: Pasted,
  appId: string | undefined,
  text: string | undefined,
): Explanation | undefined {
  const all = everyApp(core)
  const app = appOf(all, appId ?? asked.appId)
  return asked.explain(app, all, openBudget(THOROUGH_BYTES), text)
}

function paste({ gateways }: SandboxCore, message: string): Pasted {
  const read = gateways.readPasted(message)
  if (read) return read
  throw new InputError(
    'message',
    'paste a whole HTTP request, its form or address, a notification’s form, or a reply’s JSON',
  )
}

function recorded(core: SandboxCore, exchange: string): Pasted {
  for (const entry of core.journal.ofExchange(exchange)) {
    if (entry.kind !== 'request') continue
    if (entry.wire.cut) throw new InputError('exchange', keptCut(exchange))
    const { protocol, appId, wire } = entry
    const request = unwritten(wire)
    return {
      kind: 'request',
      appId,
      explain: (app, all, budget, text) =>
        core.gateways.names.includes(protocol)
          ? core.gateways.protocolNamed(protocol).explain(request, app, all, budget, text)
          : undefined,
    }
  }
  throw new InputError('exchange', `there is no ${exchange} in the journal`)
}

const keptCut = (exchange: string) =>
  `the journal keeps only the beginning of ${exchange}, which was long and refused; ` +
  'give the whole request as message'

/** What the journal holds of it beside the signature. */
function hintsOf(core: SandboxCore, exchange: string): readonly Hint[] {
  for (const entry of core.journal.ofExchange(exchange)) {
    if (entry.kind === 'answer') return entry.hints ?? []
  }
  return []
}

function unwritten({ start, headers, body, encoding }: Wire): WireRequest {
  const space = start.indexOf(' ')
  return {
    method: start.slice(0, space),
    url: start.slice(space + 1),
    headers,
    body: Buffer.from(body, encoding),
  }
}

function appOf(all: Iterable<App>, appId: string | undefined): App {
  for (const app of all) if (appId === undefined || app.appId === appId) return app
  throw new InputError('appId', `there is no app ${appId}`)
}
