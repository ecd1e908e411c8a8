// Reads what somebody pastes: a whole HTTP message, an address, a form, or a reply.
import { readHttp } from '../../diagnosis/pasted-http.ts'
import { isOfOldGateway } from '../../named-service.ts'
import { readParameters } from '../../parameters.ts'
import type { WireRequest } from '../../wire.ts'

export type Message =
  | { kind: 'request' | 'notification'; request: WireRequest; appId: string | undefined }
  | { kind: 'reply'; text: string }

/** `undefined` when the text is nothing that carries a signature. */
export function readMessage(pasted: string): Message | undefined {
  const text = pasted.trim()
  if (text.startsWith('{')) return { kind: 'reply', text }
  const request = readHttp(text) ?? readForm(text)
  if (!request) return undefined
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const appId = /\bapp_id=([^,]+)/.exec(authorization)?.[1]
    return { kind: 'request', request, appId }
  }
  const parameters = readParameters(request)
  if (isOfOldGateway(parameters)) return undefined
  if (!parameters.has('sign') && !parameters.has('app_id')) return undefined
  const isOurs = parameters.has('notify_id') || parameters.get('method')?.endsWith('.return')
  const appId = parameters.get('app_id')
  return { kind: isOurs ? 'notification' : 'request', request, appId }
}

function readForm(text: string): WireRequest | undefined {
  const line = text.replaceAll(/\r?\n/g, '')
  if (/^https?:\/\//.test(line)) return { method: 'GET', url: line, headers: {}, body: Buffer.of() }
  if (!/^[\w.-]+=/.test(line)) return undefined
  return { method: 'POST', url: 'http://gateway/', headers: {}, body: Buffer.from(line) }
}
