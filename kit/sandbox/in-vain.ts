// What a wait says when it was in vain: what was expected, how things stand, what may be missing, and
// everything that happened.
import { timelineOf } from '../../client-tests/reports/timeline.ts'
import type { MemorySandbox } from '../../server/hosts/memory.ts'
import { formatDuration } from '../../server/values/instant.ts'

/** Something that a test waited for did not come. `message` ends with what happened instead. */
export class WaitedInVain extends Error {
  override readonly name = 'WaitedInVain'

  constructor(expected: string, found: string, remedy: string | undefined, happened: string) {
    super(
      [`${expected}; ${found}.`, remedy, '', happened]
        .filter((part) => part !== undefined)
        .join('\n'),
    )
  }
}

/** What happened in a sandbox, from top to bottom. */
export function happenedIn(sandbox: MemorySandbox): string {
  const lines = timelineOf(sandbox.journal.since(0), 'client')
  if (lines.length === 0) return 'Nothing has happened in this sandbox.'
  return ['What happened, by the clock of the gateway:', ...lines].join('\n')
}

/** Why an order may be where it is. */
export function remedyFor(sandbox: MemorySandbox, outTradeNo: string): string | undefined {
  const status = sandbox.trades.get(outTradeNo)?.status
  if (status === 'WAIT_BUYER_PAY') {
    return `The buyer has not paid: trade('${outTradeNo}').buyerPays() pays now.`
  }
  if (status !== undefined) return undefined
  const qrCode = sandbox.trades.qrCodeOf(outTradeNo)
  if (qrCode !== undefined) return 'Nobody has scanned its QR code: scan(qr_code) does.'
  const requests = sandbox.trace().exchanges
  if (requests.length === 0) {
    return (
      'No call has reached this sandbox. Set the client up with sdkConfig(), or catch its requests: ' +
      'alipay-sim/undici, alipay-sim/msw.'
    )
  }
  const numbers = new Set(requests.flatMap(({ ids }) => ids.outTradeNo ?? []))
  return `Calls came for ${[...numbers].join(', ') || 'no order'}.`
}

/** `within 25h of the gateway's clock`. */
export const withinWords = (ms: number) => `within ${formatDuration(ms)} of the gateway's clock`
