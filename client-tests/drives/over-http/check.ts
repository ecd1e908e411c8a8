// The adapter check over HTTP: a healthy simulator, the merchant, and once around the contract.
import { setTimeout as pause } from 'node:timers/promises'
import { startServer } from '../../../server/hosts/node.ts'
import { checkAdapter } from '../../adapter/check/check.ts'
import { codeOf } from '../../scenario/code.ts'
import { seenIn } from '../../adapter/check/stage.ts'
import type { Finding } from '../../adapter/probe.ts'
import { readCapabilities, type CallAdapter } from '../../adapter/merchant.ts'
import { reachMerchant, type MerchantTarget } from './merchant.ts'

export interface CheckOptions {
  merchant: MerchantTarget
  timeScale?: number
  seed?: string
  /** 0 picks a free port. */
  port?: number
  onReady?: (gatewayUrl: string) => void
}

/** What is missing or wrong in a merchant's adapter, before any run. */
export async function checkOverHttp(options: CheckOptions): Promise<readonly Finding[]> {
  const { merchant, timeScale, port = 0, seed = 'conformance', onReady } = options
  const server = await startServer({ port, seed, token: crypto.randomUUID() })
  const { sandbox } = server
  const gatewayUrl = `${server.url}/gateway.do`
  try {
    onReady?.(gatewayUrl)
    await using reached = await reachMerchant(merchant, server, timeScale)
    const scale = await declaredScale(reached.call)
    sandbox.clock.setRate(1 / scale)
    return await checkAdapter({
      call: reached.call,
      issueCode: (pays, wallet) =>
        sandbox.buyers.issueCode({ pays, ...codeOf({ wallet }) }).authCode,
      seen: () => seenIn(sandbox.trace()),
      wantedScale: timeScale,
      gatewayUrl,
      sleep: (durationMs) => pause(durationMs * scale),
      wait: (durationMs) => pause(durationMs),
      now: () => performance.now(),
    })
  } finally {
    await server.close()
  }
}

/** Capabilities that cannot be read are a finding, not the end of the check. */
async function declaredScale(call: CallAdapter): Promise<number> {
  try {
    return (await readCapabilities(call)).timeScale
  } catch {
    return 1
  }
}
