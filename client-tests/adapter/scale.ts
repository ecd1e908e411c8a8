// Whether a merchant runs as fast as it was asked to. One that says nothing would be played in real
// time for minutes by somebody who asked for seconds.
import type { Capabilities } from '../drives/merchant.ts'

/** What is wrong when `--scale` was asked of a merchant that cannot; `undefined` when it can. */
export function whyNoScale(
  { timeScale, declaresScale }: Pick<Capabilities, 'timeScale' | 'declaresScale'>,
  asked: number | undefined,
): { what: string; remedy: string } | undefined {
  if (asked === undefined || asked === 1 || (declaresScale && timeScale < 1)) return undefined
  const said = declaresScale ? 'declares time_scale 1' : 'declares no time_scale'
  return {
    what: `--scale ${asked} was asked for, and the merchant ${said}: its timers run in real time`,
    remedy:
      `let its timers run by TIME_SCALE and declare it (in the capabilities, or those of a mapping file: ` +
      `time_scale: ${asked}), or leave out --scale`,
  }
}
