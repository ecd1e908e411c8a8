// How every signature is explained: a message is read, and its signature is tried with the keys of whoever
// should have made it, the app or the gateway. How a kind of message is read is said beside it.
import type { Explanation } from '../../../journal/explanation.ts'
import type { Budget } from '../../budget.ts'
import type { App } from '../../protocol.ts'
import { openapiApp, type OpenapiApp } from '../credentials.ts'
import { compareTexts, diagnose, type Case } from '../../diagnosis/diagnose.ts'
import { keysOfClient, keysOfGateway } from './keys.ts'

/**
 * `undefined` where the app has no such key, or the message no signature. `clientText` is what a merchant
 * says it signed or verified.
 */
type Explain<Message> = (
  message: Message,
  app: App,
  all: Iterable<App>,
  budget: Budget,
  clientText?: string,
) => Explanation | undefined

/** A message, taken apart. */
type Read<D> = Pick<Case<D>, 'sign' | 'hash' | 'start' | 'table' | 'write'>

/** Of a request: the app should have signed it. */
export function byClient<Message, D>(
  read: (message: Message, app: OpenapiApp) => Read<D>,
): Explain<Message> {
  return (message, named, all, budget, clientText) => {
    const app = openapiApp(named)
    if (app?.appPublicKey === undefined) return undefined
    const keys = keysOfClient({ ...app, appPublicKey: app.appPublicKey }, all)
    const work = { ...read(message, app), clientText, budget }
    if (clientText !== undefined && work.sign === '') return compareTexts(work)
    const found = diagnose({ ...work, keys })
    // What the client says it signed may be told apart even where the signature cannot.
    return found.verdict === 'none-fits' && clientText !== undefined ? compareTexts(work) : found
  }
}

/** Of a reply or a notification: the gateway should have signed it. */
export function byGateway<Message, D>(
  read: (message: Message, clientText?: string) => Read<D> | undefined,
): Explain<Message> {
  return (message, named, all, budget, clientText) => {
    const app = openapiApp(named)
    const signed = app && read(message, clientText)
    if (!signed) return undefined
    const work = { ...signed, clientText, budget }
    if (clientText !== undefined) return compareTexts(work)
    return diagnose({ ...work, keys: keysOfGateway(app, all) })
  }
}
