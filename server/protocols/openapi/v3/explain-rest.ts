// Explains the signatures of v3 requests.
import type { Explanation } from '../../../journal/explanation.ts'
import { encodeText } from '../../../values/charset.ts'
import { parseAuthorization } from './authorization.ts'
import { readRest } from './request.ts'
import { openapiApp } from '../credentials.ts'
import type { App } from '../../protocol.ts'
import { originOf, type WireRequest } from '../../wire.ts'
import { diagnose, compareTexts } from '../diagnosis/diagnose.ts'
import type { Budget } from '../../budget.ts'
import { keysOfClient } from '../diagnosis/keys.ts'
import { addressSigned, LINES, writeLines, type LinesDraft } from '../diagnosis/lines-draft.ts'

export function explainRest(
  request: WireRequest,
  named: App,
  all: Iterable<App>,
  budget: Budget,
  clientText?: string,
): Explanation | undefined {
  const app = openapiApp(named)
  if (app?.appPublicKey === undefined) return undefined
  const { appPublicKey } = app
  const { authString, sign = '' } = parseAuthorization(request.headers.authorization ?? '')
  const { verb, target, body, appAuthToken } = readRest(request)
  const start: LinesDraft = {
    authString,
    verb,
    target,
    body: Buffer.from(body).toString('utf8'),
    token: appAuthToken,
    finish: (text) => text,
    encode: (text) => encodeText(text, 'utf-8'),
  }
  const table = [...LINES, addressSigned(originOf(request))]
  const work = { start, table, write: writeLines, clientText, budget }
  if (clientText !== undefined && sign === '') return compareTexts(work)
  const keys = keysOfClient({ ...app, appPublicKey }, all)
  const found = diagnose({ ...work, sign, keys, hash: 'sha256' })
  return found.verdict === 'none-fits' && clientText !== undefined ? compareTexts(work) : found
}
