// The guards: correct merchants of other styles. No rule may call one of them wrong.
import type { Decisions } from '../exemplary/decisions.ts'
import type { Noise } from '../exemplary/noise.ts'
import type { Config } from '../exemplary/ports.ts'

export interface Guard {
  name: string
  /** How this merchant works, in one sentence. */
  style: string
  bend: Partial<Decisions>
  /** What its capabilities declare differently from the exemplary merchant's. */
  capabilities: Partial<Pick<Config, 'resultChannel' | 'wallets' | 'sellsForOthers'>>
  /** What is wrong with its machine, if anything. */
  noise?: Noise
  /** Rules that it breaks by the letter of the seeds, because it follows another text; no critical one. */
  departsFromSeeds?: readonly string[]
  /** Rules that may warn; none may fail. */
  mayWarn: readonly string[]
}

export const guards: readonly Guard[] = [
  {
    name: 'notification-driven',
    style:
      'Waits for the notification and polls only as a fallback, first at 5.5 s, then every 3 s.',
    bend: { firstQueryAfterMs: 5_500 },
    capabilities: { resultChannel: 'notify+poll' },
    mayWarn: [],
  },
  {
    name: 'five-second-poller',
    style:
      'Sleeps 5 s before each of five queries, as the old face-to-face demo does, then cancels.',
    bend: {
      firstQueryAfterMs: 5_000,
      pollEveryMs: 5_000,
      // The fifth query starts a few milliseconds after 25 s on a real clock.
      pollForMs: 26_000,
      queryRetry: { everyMs: 5_000, forMs: 60_000 },
    },
    capabilities: {},
    departsFromSeeds: ['EXC-01', 'POLL-02', 'POLL-03'],
    mayWarn: ['EXC-01'],
  },
  {
    name: 'cancels-from-a-queue',
    style:
      'Leaves cancels to a queue that is looked at twice a second, waits 5 s, then 10 s, for a minute, then 30 s for as long as it takes, and tells people.',
    bend: {
      pauseBeforeCancelMs: 450,
      cancelRetry: { everyMs: 5_000, laterEveryMs: 10_000, forMs: 60_000, thenEveryMs: 30_000 },
    },
    capabilities: {},
    mayWarn: [],
  },
  {
    name: 'over-rest-v3',
    style:
      'Speaks openapi v3: JSON, the signature in the Authorization header, refusals as HTTP errors.',
    bend: { protocol: 'v3' },
    capabilities: {},
    mayWarn: [],
  },
  {
    name: 'cancels-rather-than-repays',
    style:
      'Never sends a pay twice: what the gateway does not know is cancelled, and the sale is charged anew under another number.',
    bend: { afterNotExist: () => 'cancel', afterCancelOfNothing: 'charge-anew' },
    capabilities: {},
    mayWarn: [],
  },
  {
    name: 'qr-ends-by-its-timeout',
    style:
      'Closes no QR order: its timeout_express does; asks when it has run out, if nobody told before.',
    bend: {
      qrEnding: { timeout: true, closes: false, heedsLateMoney: true },
      // Timeouts are whole minutes.
      qrPollEveryMs: 60_000,
    },
    capabilities: {},
    mayWarn: [],
  },
  {
    name: 'quick-then-slow-by-trade-no',
    style:
      'Polls every 2 s for 10 s and every 4 s after that, names trades by trade_no once it knows it, and sends its "success" in chunks.',
    bend: {
      firstQueryAfterMs: 2_000,
      pollEveryMs: 2_000,
      pollSlowsDown: { afterMs: 10_000, everyMs: 4_000 },
      namesTradesBy: 'trade_no',
      notifyAnswer: (reply) => new Response(inChunks(reply)),
    },
    capabilities: {},
    departsFromSeeds: ['POLL-02'],
    mayWarn: [],
  },
  {
    name: 'asks-after-unknown-refund',
    style: 'Asks whether a refund was made before it sends it again.',
    bend: { afterUnknownRefund: 'ask' },
    capabilities: {},
    mayWarn: ['EXC-05'],
  },
  {
    name: 'unknown-like-pending',
    style: 'Treats 20000 like 10003: the first query comes after a pause, here of 1.9 s.',
    bend: { firstQueryAfterUnknownMs: 1_900 },
    capabilities: {},
    mayWarn: [],
  },
  {
    name: 'cancels-after-one-answer',
    style:
      'After an unknown pay it cancels as soon as one query was answered otherwise than paid, like the official demo.',
    bend: { afterNotExist: () => 'cancel', waitingAfterUnknown: 'cancel' },
    capabilities: {},
    mayWarn: [],
  },
  {
    name: 'keeps-late-money',
    style:
      "Takes an earlier attempt that was paid late for the sale's payment and refunds nothing.",
    bend: { lateMoney: 'keep' },
    capabilities: {},
    mayWarn: [],
  },
  {
    name: 'clock-ahead-and-pausing',
    style:
      'The exemplary shop on a machine whose clock is 90 s ahead and which stands still for 300 ms every 1.7 s.',
    bend: {},
    noise: { clockOffMs: 90_000, pauseMs: 300, pauseEveryMs: 1_700 },
    capabilities: {},
    mayWarn: [],
  },
  {
    name: 'clock-behind-and-pausing',
    style:
      'The exemplary shop on a machine whose clock is 90 s behind and which stands still for 300 ms every 1.7 s.',
    bend: {},
    noise: { clockOffMs: -90_000, pauseMs: 300, pauseEveryMs: 1_700 },
    capabilities: {},
    mayWarn: [],
  },
  {
    name: 'tells-people-at-the-end',
    style:
      'A minute of queries, a minute of cancels, and only then one entry in the list for people.',
    bend: { tellsPeopleAfter: 'the-last-minute' },
    capabilities: {},
    mayWarn: [],
  },
  {
    name: 'speaks-in-its-own-words',
    style: 'The screen says in words of its own that a cancel is open and the money may come back.',
    bend: {
      promptText: (text, prompt) =>
        prompt === 'CANCEL_PENDING' ? '撤销中：若已扣款将原路返回，请告知顾客' : text,
    },
    capabilities: {},
    mayWarn: [],
  },
  {
    name: 'wechat-by-its-document',
    style:
      "Takes WeChat alone and follows WeChat's document: a query every 10 s for 45 s, HMAC-SHA256.",
    bend: {
      firstQueryAfterMs: 10_000,
      pollEveryMs: 10_000,
      pollForMs: 45_000,
      wechatSignType: 'HMAC-SHA256',
    },
    capabilities: { wallets: ['wechat'] },
    departsFromSeeds: ['POLL-03'],
    mayWarn: [],
  },
  {
    name: 'wechat-waits-before-reversing',
    style:
      'Takes WeChat alone, asks every 5 s, and reverses nothing that is younger than 15 s, as WeChat advises.',
    bend: {
      firstQueryAfterMs: 5_000,
      pollEveryMs: 5_000,
      queryRetry: { everyMs: 3_000, forMs: 60_000 },
      restBeforeCancelMs: 15_000,
    },
    capabilities: { wallets: ['wechat'] },
    mayWarn: [],
  },
  {
    name: 'ams-impatient',
    style:
      'Takes AMS alone; waits 15 s for a pay, inquires 10 times, repeats cancels every 5 s and refunds every 10 s.',
    bend: {
      mostInquiries: 10,
      cancelRetry: { everyMs: 5_000, forMs: 60_000 },
      refundRetry: { everyMs: 10_000, forMs: 60_000, firstAfterMs: 10_000 },
    },
    capabilities: { wallets: ['ams'] },
    mayWarn: ['CAN-06'],
  },
  {
    name: 'ams-patient',
    style:
      'Takes AMS alone; waits 25 s for a pay, inquires 20 times, and repeats cancels every 10 s.',
    bend: {
      amsTimeoutsMs: { pay: 25_000, query: 3_000, cancel: 3_000, refund: 3_000 },
      mostInquiries: 20,
      cancelRetry: { everyMs: 10_000, forMs: 60_000, thenEveryMs: 60_000 },
    },
    capabilities: { wallets: ['ams'] },
    mayWarn: [],
  },
  {
    name: 'ams-cancels-from-a-queue',
    style:
      'Takes AMS alone, inquires every 5 s, and leaves cancels to a queue that is looked at twice a second, then every 5 s, 10 s, and 30 s.',
    bend: {
      firstQueryAfterMs: 5_000,
      pollEveryMs: 5_000,
      queryRetry: { everyMs: 5_000, forMs: 60_000 },
      pollRetry: { everyMs: 5_000, forMs: 60_000 },
      mostInquiries: 10,
      pauseBeforeCancelMs: 450,
      cancelRetry: { everyMs: 5_000, laterEveryMs: 10_000, forMs: 60_000, thenEveryMs: 30_000 },
    },
    capabilities: { wallets: ['ams'] },
    mayWarn: [],
  },
  {
    name: 'ams-order-code-by-notification',
    style:
      'Takes AMS alone, leaves its order codes to their expiry, and asks for one when it has run out.',
    bend: {
      qrEnding: { timeout: true, closes: false, heedsLateMoney: true },
      qrPollEveryMs: 60_000,
    },
    capabilities: { wallets: ['ams'] },
    mayWarn: [],
  },
  {
    name: 'ams-for-two-merchants',
    style: 'A service provider at AMS, which acts for its merchants by their tokens.',
    bend: {},
    capabilities: { wallets: ['ams'], sellsForOthers: true },
    mayWarn: [],
  },
  {
    name: 'mapi-signs-rsa',
    style: 'A shop at the old gateway alone, which signs by RSA and names nothing to pass back.',
    bend: { mapiSignType: 'RSA', mapiPassback: () => '' },
    capabilities: { wallets: ['mapi'] },
    mayWarn: [],
  },
  {
    name: 'mapi-sends-browsers-by-get',
    style:
      'A shop at the old gateway alone, whose page sends the browser there by GET, with a referrer.',
    bend: { mapiSendsBrowserBy: 'get-form' },
    capabilities: { wallets: ['mapi'] },
    mayWarn: [],
  },
  {
    name: 'mapi-asks-seldom',
    style:
      'A shop at the old gateway alone, which asks every 9 s, and lets its orders end by their time.',
    bend: {
      qrPollEveryMs: 9_000,
      qrEnding: { timeout: true, closes: false, heedsLateMoney: true },
    },
    capabilities: { wallets: ['mapi'] },
    mayWarn: [],
  },
]

export function guardCalled(name: string): Guard {
  const found = guards.find((guard) => guard.name === name)
  if (!found) throw new Error(`no guard is called ${name}`)
  return found
}

function inChunks(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const char of text) controller.enqueue(new TextEncoder().encode(char))
      controller.close()
    },
  })
}
