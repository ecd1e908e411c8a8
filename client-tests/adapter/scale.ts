// Whether a merchant runs at the speed of --scale. One that declares no scale would run in real time, for
// minutes instead of seconds.
import type { Capabilities } from './merchant.ts'
import type { LocalizedText } from '../rules/rule.ts'

/** What is wrong when `--scale` was asked of a merchant that cannot; `undefined` when it can. */
export function whyNoScale(
  { timeScale, declaresScale }: Pick<Capabilities, 'timeScale' | 'declaresScale'>,
  scale: number | undefined,
): { what: LocalizedText; remedy: LocalizedText } | undefined {
  if (scale === undefined || scale === 1 || (declaresScale && timeScale < 1)) return undefined
  const reason = declaresScale
    ? { en: 'declares time_scale 1', zh: '声明 time_scale 为 1' }
    : { en: 'declares no time_scale', zh: '没有声明 time_scale' }
  return {
    what: {
      en: `--scale ${scale} was asked for, and the merchant ${reason.en}: its timers run in real time`,
      zh: `要求 --scale ${scale}，但商户${reason.zh}：其定时器按真实时间运行`,
    },
    remedy: {
      en:
        `let its timers run by TIME_SCALE and declare it (in the capabilities, or those of a mapping file: ` +
        `time_scale: ${scale}), or leave out --scale`,
      zh:
        `让定时器按 TIME_SCALE 缩放，并在 capabilities（或映射文件的 capabilities）中声明 ` +
        `time_scale: ${scale}；或去掉 --scale`,
    },
  }
}
