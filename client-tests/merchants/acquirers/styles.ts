// Acquirers that do it right in another way: no rule may call them wrong.
import type { AcquirerVariant } from './in-process.ts'

export interface StyledAcquirer extends AcquirerVariant {
  /** How it differs, in one sentence. */
  style: string
}

export const styledAcquirers: readonly StyledAcquirer[] = [
  {
    name: 'patient-gateway',
    model: 'forwarding',
    style: 'Waits 90 s, its shops 60 s, and tries a reversal every 10 s.',
    bend: { timeouts: { gateway: 90, merchant: 60 }, retryMs: 10_000, retryLaterMs: 15_000 },
  },
  {
    name: 'sends-the-late-payment-on',
    model: 'forwarding',
    style: 'A payment that comes after its cancel goes to Alipay and is cancelled there.',
    bend: { sendsCancelledOn: true },
  },
  {
    name: 'asks-every-5s',
    model: 'restful',
    style: 'Asks Alipay every 5 s for 30 s; its shops wait 45 s.',
    bend: { timeouts: { gateway: 30, merchant: 45 }, askEveryMs: 5_000 },
  },
  {
    name: 'longer-than-its-shops',
    model: 'switch',
    style: 'Asks on for 40 s, while its shops advise after 25 s, and drains its queue every 10 s.',
    bend: { timeouts: { gateway: 40, merchant: 25 }, retryMs: 10_000 },
  },
]
