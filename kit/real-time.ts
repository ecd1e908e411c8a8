// The timers of this process, taken when the kit is loaded: fake timers that a test puts in their place
// later (vi.useFakeTimers, jest.useFakeTimers) stop the shop's clock and not the kit's.

// A browser has no setImmediate.
const { setTimeout: timer, clearTimeout: clearTimer, performance: clock } = globalThis
const now = clock.now.bind(clock)
const immediate: (then: () => void) => unknown =
  globalThis.setImmediate ?? ((then) => timer(then, 0))

/** One turn of the event loop. */
export const realTurn = (): Promise<void> =>
  new Promise((resolve) => {
    immediate(resolve)
  })

/** Ends early when `sooner` settles. */
export async function realSleep(durationMs: number, sooner?: Promise<unknown>): Promise<void> {
  let id: ReturnType<typeof timer> | undefined
  const over = new Promise<void>((resolve) => {
    id = timer(resolve, durationMs)
  })
  await Promise.race([
    over,
    sooner?.then(
      () => {},
      () => {},
    ) ?? over,
  ])
  clearTimer(id)
}

export const realNowMs = (): number => now()
