// The page on which a buyer agrees (`authorizations/consult` gives its address): whoever opens it agrees, and
// goes back to the merchant with a code. Unsigned, as a browser is.
import type { App, Protocol } from '../protocol.ts'
import type { WireRequest } from '../wire.ts'
import { appIdOf, keysOf } from './credentials.ts'
import { CONSENT_PATH, targetOf } from './paths.table.ts'

const queryOf = ({ url }: WireRequest): URLSearchParams =>
  new URL(targetOf(url), 'http://gateway').searchParams

type Consented = Pick<
  Protocol,
  'name' | 'traceHeader' | 'paths' | 'accepts' | 'routingKey' | 'decode' | 'encode'
>

export const consentPage: Consented = {
  name: 'ams-consent',
  traceHeader: 'tracerid',
  paths: [CONSENT_PATH],
  accepts: (request) => targetOf(request.url).split('?', 1)[0] === CONSENT_PATH,
  routingKey: (request) => appIdOf(queryOf(request).get('clientId') ?? '') || undefined,
  decode: (request, apps) => {
    const query = queryOf(request)
    const app: App | undefined = apps(appIdOf(query.get('clientId') ?? ''))
    const redirectUrl = query.get('redirectUrl') ?? ''
    const summary = { op: 'CONSENT', method: CONSENT_PATH, appId: app?.appId, ids: {} } as const
    const isWhole = app && keysOf(app) && /^https?:/.test(redirectUrl) && URL.canParse(redirectUrl)
    if (!isWhole) {
      const subMsg = 'the address of authorizations/consult, whole and unchanged'
      return {
        context: {},
        summary,
        rejection: { code: 'PARAM_ILLEGAL', subCode: 'PARAM_ILLEGAL', subMsg },
      }
    }
    const state = query.get('state') ?? undefined
    return {
      context: {},
      summary,
      call: { op: 'CONSENT', pid: app.pid, appId: app.appId, redirectUrl, state },
    }
  },
  encode: (answer) => {
    const isDone = 'kind' in answer && answer.kind === 'consented'
    const text = { 'content-type': 'text/plain; charset=utf-8' }
    const why = 'kind' in answer ? answer.kind : answer.subMsg
    return {
      result: { readable: true, meaning: isDone ? 'ok' : 'rejected' },
      signing: undefined,
      finish: () => ({
        status: isDone ? 302 : 400,
        headers: isDone ? { ...text, location: answer.url } : text,
        body: Buffer.from(isDone ? '' : `alipay-sim: ${why}\n`),
      }),
    }
  },
}
