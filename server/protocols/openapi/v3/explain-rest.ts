// Explains the signatures of v3 requests.
import { encodeText } from '../../../values/charset.ts'
import { parseAuthorization } from './authorization.ts'
import { readRest } from './request.ts'
import { originOf, type WireRequest } from '../../wire.ts'
import { byClient } from '../diagnosis/explain.ts'
import { addressSigned, LINES, writeLines, type LinesDraft } from '../diagnosis/lines-draft.ts'

export const explainRest = byClient((request: WireRequest) => {
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
  return { sign, hash: 'sha256', start, table, write: writeLines }
})
