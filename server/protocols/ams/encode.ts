// A reply of AMS: always HTTP 200, `result` first, and the signature over the bytes in headers whose names are
// in lower case: some SDKs look for no other.
import type { Outcome } from '../../trade/decision.ts'
import type { AnyCall, Moment, Rejection, Unsigned } from '../protocol.ts'
import type { ServiceOutcome } from '../service.ts'
import { answerOf, type Answer } from './answers.ts'
import { statusOf, textOf } from './codes.table.ts'
import { isoTime, type AmsContext } from './context.ts'
import { keysOf, signedByGateway } from './credentials.ts'
import { resultOf } from './meaning.ts'
import { bytesToSign, writeSignatureHeader } from './signature.ts'

export const JSON_TYPE = { 'content-type': 'application/json; charset=UTF-8' }

/** How every result is written. */
export const envelope = (code: string, text = textOf(code)) => ({
  resultStatus: statusOf(code),
  resultCode: code,
  resultMessage: text,
})

export function encode(
  answer: Outcome | ServiceOutcome | Rejection,
  context: AmsContext,
  call: AnyCall | undefined,
  moment: Moment,
): Unsigned {
  const site = { op: call?.op, now: moment.now, context }
  const spoken: Answer =
    'kind' in answer ? answerOf(answer, site) : { code: answer.subCode, result: {} }
  const { code, about, fields = {}, result } = spoken
  const text = 'kind' in answer ? withNote(textOf(code), about) : answer.subMsg
  const reason = 'kind' in answer ? reasonIn(answer) : answer.reason
  const isOfSignature = reason === 'SignatureWrong' || reason === 'SignatureMissing'
  const isSigned = !isOfSignature || context.options.amsSignErrors
  const members = { result: envelope(code, text), ...present(fields) }
  const journalled = resultOf(code, { ...result, ...(reason && { reason }), text })
  const unsignedOf = (content: Record<string, unknown>): Unsigned => ({
    result: journalled,
    ...written(Buffer.from(JSON.stringify(content)), context, moment, isSigned),
    reshaped: (change) => unsignedOf(change(content)),
  })
  return unsignedOf(members)
}

const withNote = (text: string, about: string | undefined) =>
  about === undefined ? text : `${text} ${about}`

const present = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

function reasonIn(answer: Outcome | ServiceOutcome) {
  if (answer.kind === 'refused') return answer.refusal
  if (answer.kind === 'failed' || answer.kind === 'unknown') return answer.reason
  const isThrottle = answer.kind === 'declined' && answer.reason.startsWith('TooManyCalls')
  return isThrottle ? ('TooManyCalls' as const) : undefined
}

/** Nobody signs for a client that nobody knows. */
function written(
  body: Uint8Array,
  { app, target, clientId, agentToken }: AmsContext,
  { now }: Moment,
  isSigned: boolean,
): Omit<Unsigned, 'result'> {
  const time = isoTime(now)
  const keys = app && isSigned ? keysOf(app) : undefined
  return {
    signing: keys && signedByGateway(keys, bytesToSign({ target, clientId, time, body })),
    finish: (signature) => ({
      status: 200,
      headers: {
        ...JSON_TYPE,
        ...(clientId !== '' && { 'client-id': clientId }),
        'response-time': time,
        ...(agentToken !== undefined && { 'agent-token': agentToken }),
        ...(signature !== undefined && { signature: writeSignatureHeader(signature) }),
      },
      body,
    }),
  }
}
