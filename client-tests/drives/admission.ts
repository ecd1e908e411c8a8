// Lets a sale begin when there is room for it: no more at once than is allowed, and none while machine or
// merchant have not yet done what is due.
import type { Drive } from './drive.ts'

/** Does the work once it is admitted. */
export type Admit = <T>(work: () => Promise<T>) => Promise<T>

/** In order of asking. `atOnce` is how many may be under way; any number without it. */
export function admitting({ room }: Pick<Drive, 'room'>, atOnce = Number.POSITIVE_INFINITY): Admit {
  if (!room && !Number.isFinite(atOnce)) return (work) => work()
  let underWay = 0
  let last: Promise<void> = Promise.resolve()
  let left = Promise.withResolvers<void>()
  const enter = async () => {
    while (underWay >= atOnce) await left.promise
    await room?.()
    underWay += 1
  }
  const leave = () => {
    underWay -= 1
    left.resolve()
    left = Promise.withResolvers<void>()
  }
  return async (work) => {
    last = last.then(enter)
    await last
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
