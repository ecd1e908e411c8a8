import { guard } from './guard.ts'

export default guard({
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
  departsFromLetter: ['POLL-02'],
  mayWarn: [],
})

function inChunks(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const char of text) controller.enqueue(new TextEncoder().encode(char))
      controller.close()
    },
  })
}
