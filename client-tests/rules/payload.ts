// The business parameters of two calls side by side: which of them differ, and how they were written.
// `10` and `10.00` are not the same text, so they are not the same parameter (000:L19).
import type { Trace } from '../../server/journal/trace.ts'
import { contentOf } from './content.ts'

interface Sent {
  seq: number
  fingerprint?: string | undefined
}

/** Name → value as it was written; empty where the message cannot be read. */
export type Payload = ReadonlyMap<string, string>

export function payloadOf(trace: Trace, { seq }: Sent): Payload {
  const request = trace.of('request').find((entry) => entry.seq === seq)
  const content = request ? contentOf(request.wire) : {}
  return new Map(Object.entries(content).map(([name, value]) => [name, written(value)]))
}

/** Equal where the gateway's own digests are equal; the order of the parameters does not count. */
export function isSamePayload(one: Sent, other: Sent): boolean {
  return one.fingerprint === other.fingerprint
}

/** `refund_amount "10.00" became "10"`, one text per parameter that differs. */
export function changesBetween(trace: Trace, before: Sent, after: Sent): string[] {
  const [old, fresh] = [payloadOf(trace, before), payloadOf(trace, after)]
  const names = [...new Set([...old.keys(), ...fresh.keys()])]
  return names.flatMap((name) => {
    const [was, is] = [old.get(name), fresh.get(name)]
    return was === is ? [] : [`${name} ${was ?? '-'} → ${is ?? '-'}`]
  })
}

/** What a call says beside its own numbers: equal for one request that is sent under new numbers. */
export function textWithout(payload: Payload, numbers: readonly string[]): string {
  const rest = [...payload].filter(([name]) => !numbers.includes(name))
  return JSON.stringify(rest.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function written(value: unknown): string {
  return JSON.stringify(value) ?? 'null'
}
