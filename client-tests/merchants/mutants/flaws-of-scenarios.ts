// Flaws that break what a scenario expects where no mutant does. They are no mutants: what they turn red
// is not declared, so that several decisions may be bent at once.
import { classifyPay } from '../exemplary/classify.ts'
import type { Mutant } from './mutant.ts'

const GIVES_UP_SOON = { everyMs: 3_000, forMs: 6_000 }
const NEVER_AGAIN = { everyMs: 3_000, forMs: 0 }

type Flaw = Pick<Mutant, 'name' | 'flaw' | 'bend' | 'capabilities'>

export const flawsOfScenarios: readonly Flaw[] = [
  {
    name: 'silence-means-failed',
    flaw: 'A pay without an answer counts as failed.',
    bend: {
      classifyPay: (reply) => (reply.kind === 'unknown' ? 'failed' : classifyPay(reply)),
      heedsNotifications: false,
    },
    capabilities: { wallets: ['ams'] },
  },
  {
    name: 'pay-again-in-the-other-wallet',
    flaw: 'Takes a code of the other wallet while the first payment may still succeed.',
    bend: { mayPayAgain: () => true },
    capabilities: { wallets: ['alipay', 'wechat'] },
  },
  {
    name: 'keeps-no-payment',
    flaw: 'A payment counts as too late, however soon it came, and is given back.',
    bend: { keepsPayment: () => false },
  },
  {
    name: 'waits-for-ever',
    flaw: 'A call that hangs is never given up.',
    bend: { clientTimeoutMs: () => Number.POSITIVE_INFINITY },
  },
  {
    name: 'six-seconds-of-queries',
    flaw: 'Unknown queries are repeated for six seconds only.',
    bend: { queryRetry: GIVES_UP_SOON },
  },
  {
    name: 'six-seconds-of-polling-in-trouble',
    flaw: 'Polling whose queries fail ends after six seconds.',
    bend: { pollRetry: GIVES_UP_SOON },
  },
  {
    name: 'charges-again-after-a-few-tries',
    flaw: 'After a few seconds of unknown answers the cashier may charge again.',
    bend: {
      queryRetry: GIVES_UP_SOON,
      cancelRetry: { everyMs: 2_000, forMs: 4_000 },
      mayPayAgain: () => true,
    },
  },
  {
    name: 'never-names-a-notify-url',
    flaw: 'No order says where to send its notifications.',
    bend: { sendsNotifyUrl: () => false },
  },
  {
    name: 'leaves-qr-orders-alone',
    flaw: 'A QR order ends by its timeout; money that comes later is not heeded, nor looked up.',
    bend: {
      qrEnding: { timeout: true, closes: false, heedsLateMoney: false },
      manualQueryAsks: 'books',
    },
  },
  {
    name: 'one-try-to-precreate',
    flaw: 'A QR order with an unknown outcome is not asked for again.',
    bend: { precreateRetry: NEVER_AGAIN },
  },
  {
    name: 'never-asks-for-qr-orders',
    flaw: 'QR orders are never queried.',
    bend: { qrPolls: false },
  },
  {
    name: 'heeds-no-notification',
    flaw: 'Notifications change nothing.',
    bend: { heedsNotifications: false },
  },
  {
    name: 'one-try-to-refund',
    flaw: 'A refund that was not made is not sent again.',
    bend: { refundRetry: { everyMs: 5_000, forMs: 0 } },
  },
  {
    name: 'cancelled-means-paid',
    flaw: 'Whatever a cancel did, the sale counts as paid.',
    bend: { cancelEffect: () => 'paid' },
  },
  {
    name: 'books-the-way-back-from-an-old-page',
    flaw: 'At the old gateway: who comes back with a genuine address is booked as a payment once more.',
    bend: { returnMeans: 'one-more' },
    capabilities: { wallets: ['mapi'] },
  },
  {
    name: 'never-reads-is-success',
    flaw: 'At the old gateway: a batch that was refused whole counts as refunded.',
    bend: { mapiRefusedMeans: 'refunded' },
    capabilities: { wallets: ['mapi'] },
  },
]
