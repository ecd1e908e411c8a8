// Checks of what a test hands over; an error names the field, what was seen and what to write.
import { InputError } from '../server/values/input-error.ts'
import { parseDuration } from '../server/values/instant.ts'

/** `8s`, `25h`, `1h30m`, or a number of milliseconds. */
export type Duration = string | number

export function readDuration(field: string, given: Duration): number {
  const ms = typeof given === 'string' ? parseDuration(given) : given
  if (typeof ms === 'number' && Number.isFinite(ms) && ms >= 0) return ms
  throw new InputError(field, `${shown(given)} is no duration; write "8s", "25h" or milliseconds`)
}

/** The position of something, from 1. */
export function readPlace(field: string, given: number): number {
  if (Number.isInteger(given) && given >= 1) return given
  throw new InputError(field, `${shown(given)} is no position; the first is 1`)
}

export function readHosts(field: string, given: readonly string[]): string[] {
  if (!Array.isArray(given) || given.length === 0) {
    throw new InputError(field, `${shown(given)} is no list of hosts; write ['openapi.alipay.com']`)
  }
  return given.map((host) => {
    if (typeof host === 'string' && isHost(host)) return host.toLowerCase()
    throw new InputError(
      field,
      `${shown(host)} is no host; write a name without scheme and path, such as openapi.alipay.com`,
    )
  })
}

/** A name, with a port or not. */
const isHost = (text: string) =>
  /^[^\s/?#@]+$/.test(text) && URL.canParse(`http://${text}`) && !text.includes('://')

export function shown(given: unknown): string {
  try {
    return JSON.stringify(given) ?? String(given)
  } catch {
    return String(given)
  }
}
