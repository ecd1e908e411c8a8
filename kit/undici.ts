// `alipay-sim/undici`: a dispatcher over a sandbox. For the official SDK 4 (`proxyAgent`) and for
// everything else that stands on undici (`setGlobalDispatcher`).
import '../server/hosts/new-enough-node.ts'
import './environment.ts'
import { InputError } from '../server/values/input-error.ts'
import { answer } from './dispatcher/answer.ts'
import { SandboxDispatcher } from './dispatcher/dispatcher.ts'
import { openLine } from './dispatcher/line.ts'
import {
  dispatcherInCharge,
  handOn,
  isLoopback,
  nothingToPassTo,
  refusal,
} from './dispatcher/others.ts'
import { urlOf } from './dispatcher/request.ts'
import { watchGateway, type InterceptedGateway } from './gateway.ts'
import { readHosts, shown } from './input.ts'
import { PAYMENT_HOSTS } from '../server/values/payment-hosts.ts'
import { isPaymentHost, KIT_HOST } from './payment-hosts.table.ts'

export type { SandboxDispatcher } from './dispatcher/dispatcher.ts'
export type { InterceptedGateway } from './gateway.ts'

export interface DispatcherOptions {
  /** Hosts that the sandbox answers for; Alipay's openapi hosts, production and sandbox, without it. */
  hosts?: readonly string[]
  /**
   * What becomes of requests to other hosts: `refuse`, unless said otherwise, or `pass` them to the
   * dispatcher in charge before. Loopback always passes; the host of a real payment gateway never does.
   */
  others?: 'refuse' | 'pass'
}

export function createDispatcher(
  sandbox: InterceptedGateway,
  { hosts: wanted, others = 'refuse' }: DispatcherOptions = {},
): SandboxDispatcher {
  watchGateway(sandbox)
  if (others !== 'refuse' && others !== 'pass') {
    throw new InputError('others', `${shown(others)} is not known; write "refuse" or "pass"`)
  }
  const given = wanted === undefined ? PAYMENT_HOSTS : readHosts('hosts', wanted)
  const hosts: readonly string[] = [...given, KIT_HOST]
  const next = dispatcherInCharge()
  const isOurs = (url: URL) => hosts.includes(url.host) || hosts.includes(url.hostname)
  const mayPass = ({ hostname }: URL) =>
    !isPaymentHost(hostname) && (others === 'pass' || isLoopback(hostname))
  return new SandboxDispatcher((options, handler) => {
    const url = urlOf(options)
    const passes = !isOurs(url) && mayPass(url)
    if (passes && next) return handOn(next, options, handler)
    const line = openLine(handler)
    if (isOurs(url)) void answer(sandbox, options, line)
    else queueMicrotask(() => line.fail(passes ? nothingToPassTo(url) : refusal(url, given)))
    return true
  })
}
