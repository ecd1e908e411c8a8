// What the journal says of a call beside its answer: a method that is not simulated, and a page that
// no browser asked for.
import type { Hint } from '../../journal/explanation.ts'
import { nearest } from '../../values/nearest.ts'
import { FAMILIES_NOT_SIMULATED, NOT_SIMULATED } from './known-methods.table.ts'
import { METHODS } from './operations.ts'

export function hintsOnMethod(method: string): Hint[] {
  const isKnown = NOT_SIMULATED.has(method)
  const family = FAMILIES_NOT_SIMULATED.find((prefix) => method.startsWith(prefix))
  if (isKnown || family !== undefined) {
    const what = isKnown ? method : `the family ${family}*`
    const about = `${what} exists at Alipay and is not simulated (docs/methods.md lists what is)`
    return [{ name: 'not-simulated', about }]
  }
  if (METHODS.includes(method)) {
    const about = `${method} exists, but not under this path or verb: v3 has one verb for each path`
    return [{ name: 'wrong-verb', about }]
  }
  const meant = nearest(method, METHODS)
  const guess =
    meant === undefined ? 'docs/methods.md lists what there is' : `did you mean ${meant}?`
  return [{ name: 'unknown-method', about: `no method is called ${method}; ${guess}` }]
}

/** A page method is answered to whoever asks; a program that asks gets nothing it can use. */
export function hintsOnBrowser(headers: Readonly<Record<string, string>>): Hint[] | undefined {
  const isBrowser =
    headers['sec-fetch-mode'] !== undefined ||
    /text\/html/i.test(headers.accept ?? '') ||
    headers['user-agent']?.startsWith('Mozilla/')
  if (isBrowser) return undefined
  const about =
    'a program opened this address (no browser sends such headers): do not fetch it, give it to ' +
    'the buyer’s browser as a redirect or a form; the real gateway shows a program a warning page'
  return [{ name: 'not-a-browser', about }]
}
