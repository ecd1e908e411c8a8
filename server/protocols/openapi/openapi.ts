// The family put together: the gateways of openapi, and how a message that somebody pastes is explained.
import type { Family, Pasted } from '../protocol.ts'
import { freshCredentials } from './credentials.ts'
import { explainNotification } from './diagnosis/explain-form.ts'
import { explainReply } from './diagnosis/explain-reply.ts'
import { readMessage } from './diagnosis/pasted.ts'
import { OPENAPI_OPTIONS } from './options.table.ts'
import { notifyVerify } from './v2/notify-verify.ts'
import { openapiV2 } from './v2/openapi-v2.ts'
import { till } from './v2/till.ts'
import { misplacedV3 } from './v3/misplaced.ts'
import { openapiV3 } from './v3/openapi-v3.ts'

export const openapi: Family = {
  name: 'openapi',
  protocols: [notifyVerify, openapiV2, openapiV3, misplacedV3],
  usual: openapiV2,
  options: OPENAPI_OPTIONS,
  credentials: freshCredentials,
  whereabouts: '/gateway.do, or a path under /v3/',
  readPasted,
  till,
}

function readPasted(pasted: string): Pasted | undefined {
  const message = readMessage(pasted)
  if (!message) return undefined
  if (message.kind === 'reply') {
    const { kind, text } = message
    return {
      kind,
      explain: (app, all, budget, clientText) => explainReply(text, app, all, budget, clientText),
    }
  }
  const { kind, request, appId } = message
  // Only requests of v3 have such a header.
  const { explain } = request.headers.authorization === undefined ? openapiV2 : openapiV3
  const explainIt = kind === 'notification' ? explainNotification : explain
  return {
    kind,
    appId,
    explain: (app, all, budget, clientText) => explainIt(request, app, all, budget, clientText),
  }
}
