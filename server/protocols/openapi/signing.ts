// What openapi signs where parameters are signed: requests of v2, notifications, and what the cashier hands
// back. Texts and bytes of v3 are in v3/signature.ts.
import type { Parameters } from '../parameters.ts'

type Pair = readonly [name: string, value: string]

function joined(parameters: Iterable<Pair>, isSigned: (value: string) => boolean): string {
  return [...parameters]
    .filter(([name, value]) => name !== 'sign' && isSigned(value))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/**
 * The text whose signature a client sends: all parameters but `sign` and empty ones, sorted by
 * name, joined raw. `sign_type` is part of it in a request.
 */
export function stringToSign(parameters: Iterable<Pair>): string {
  return joined(parameters, (value) => value !== '')
}

/**
 * What some SDKs sign instead: those for Node and Python keep empty values, and the one for PHP
 * leaves out `0` and whatever begins with `@`. Taking these too is harmless.
 */
export function lenientStringsToSign(parameters: Parameters): string[] {
  return [
    joined(parameters, () => true),
    joined(parameters, (value) => value !== '' && value !== '0' && !value.startsWith('@')),
  ]
}
