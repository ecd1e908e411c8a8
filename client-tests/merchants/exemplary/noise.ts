// A merchant on a poor machine, in virtual time: its clock is off, and now and then it stands still.
import type { InProcessMerchant } from '../../drives/in-process/in-process.ts'

export interface Noise {
  /** How far the machine's clock is ahead of the gateway's. */
  clockOffMs: number
  /** For so long nothing happens, as with a garbage collector that stops the world. */
  pauseMs: number
  /** From the start of one pause to the start of the next. */
  pauseEveryMs: number
}

/** What would wake the merchant during a pause wakes it at the end of the pause. */
export function onPoorMachine(
  { name, open }: InProcessMerchant,
  { clockOffMs, pauseMs, pauseEveryMs }: Noise,
): InProcessMerchant {
  return {
    name,
    open: (around) => {
      const untilAwake = async () => {
        const leftMs = pauseMs - (around.now() % pauseEveryMs)
        if (leftMs > 0) await around.sleep(leftMs)
      }
      const late =
        <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
        async (...args: A): Promise<T> => {
          const value = await work(...args)
          await untilAwake()
          return value
        }
      const merchant = open({
        ...around,
        now: () => around.now() + clockOffMs,
        sleep: late(around.sleep),
        fetch: late(around.fetch),
      })
      return {
        fetch: async (request) => {
          await untilAwake()
          return merchant.fetch(request)
        },
      }
    },
  }
}
