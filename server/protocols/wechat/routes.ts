// Which operation a path means: of the gateway itself, or of one of WeChat's own sandboxes, whose paths are
// the same behind a prefix.
import { OPERATIONS, type Operation } from './operations.ts'
import { ofFixedAmounts, ofNegativeTests, type AskSandbox } from './negative-tests.ts'

export const PATHS = [
  '/pay/*',
  '/secapi/pay/*',
  '/tools/authcodetoopenid',
  '/xdc/*',
  '/sandboxnew/*',
] as const

const ACCEPTED = /^\/(pay|secapi\/pay|xdc|sandboxnew)\/|^\/tools\/authcodetoopenid$/

export interface Route {
  path: string
  operation?: Operation
  /** Set in a sandbox of WeChat's own: what it makes of a call. */
  sandbox?: AskSandbox
  /** The key of the sandbox is asked for with the key of the merchant. */
  isSignKey: boolean
}

const SANDBOXES: readonly [prefix: string, sandbox: AskSandbox][] = [
  ['/xdc/apiv2sandbox', ofNegativeTests],
  ['/sandboxnew', ofFixedAmounts],
]

const pathOf = (url: string): string => new URL(url, 'http://gateway').pathname

export const isOurs = (url: string): boolean => ACCEPTED.test(pathOf(url))

export function routeOf(url: string): Route {
  const path = pathOf(url)
  const [prefix, sandbox] = SANDBOXES.find(([one]) => path.startsWith(`${one}/`)) ?? ['']
  const isSignKey =
    path === '/xdc/apiv2getsignkey/sign/getsignkey' || path === '/sandboxnew/pay/getsignkey'
  const inside = isSignKey ? '/pay/getsignkey' : path.slice(prefix.length)
  // The sandboxes have refund and reverse under /pay/, too.
  const isKnown = Object.hasOwn(OPERATIONS, inside)
  const name = isKnown || !sandbox ? inside : `/secapi${inside}`
  const isOutside = inside === '/pay/getsignkey' && !isSignKey
  const operation = isOutside || !Object.hasOwn(OPERATIONS, name) ? undefined : OPERATIONS[name]
  return { path, operation, isSignKey, ...(sandbox && { sandbox }) }
}
