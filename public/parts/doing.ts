// An act that somebody asked for: one at a time, its refusal shown where it was asked.
import { useState } from 'preact/hooks'

export interface Doing {
  isBusy: boolean
  problem: Error | undefined
  /** Resolves to whether it worked. */
  run(work: () => Promise<unknown>): Promise<boolean>
}

export function useDoing(): Doing {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Error>()
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
      return true
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, problem, run }
}
