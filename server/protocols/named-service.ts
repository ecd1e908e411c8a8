// The old gateway (mapi) and openapi share the path /gateway.do: requests of the old one name a service, those of
// openapi a method.
import type { WireRequest } from './wire.ts'

export const SHARED_PATH = '/gateway.do'

export function namesService({ url, body }: WireRequest): boolean {
  const { searchParams } = new URL(url, 'http://gateway')
  if (searchParams.has('method')) return false
  if (searchParams.get('service')) return true
  // Every request passes here, and most bodies are long: looked at where they are, and only one that holds the word
  // is taken apart.
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  if (!bytes.includes('service=')) return false
  const form = new URLSearchParams(bytes.toString('latin1'))
  return Boolean(form.get('service')) && !form.has('method')
}

/**
 * A merchant of openapi asks about its notifications by a service of the old gateway. Theirs have 34 digits, and those
 * of the old gateway another form.
 */
export function asksOfOpenapi({ url }: WireRequest): boolean {
  const { searchParams } = new URL(url, 'http://gateway')
  const isAsked = searchParams.get('service') === 'notify_verify'
  return isAsked && /^\d{34}$/.test(searchParams.get('notify_id') ?? '')
}

/** Whether a message that somebody pasted is of the old gateway: a call that names a service, or news in its words. */
export const isOfOldGateway = (parameters: ReadonlyMap<string, string>): boolean =>
  parameters.has('service') ||
  parameters.has('payment_type') ||
  parameters.get('notify_type') === 'batch_refund_notify'
