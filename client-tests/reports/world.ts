// In which world a run was played: the texts that the gateway followed, and the options that scenarios
// set for their own sales. The same merchant is judged differently in another one.
import { worldBy } from '../rules/readings.ts'
import type { LocalizedText } from '../rules/rule.ts'
import type { Report } from './report-schema.ts'

export const GATEWAY: LocalizedText = { en: 'gateway reads', zh: '网关依据' }

type Run = NonNullable<Report['run']>

/** `seeds; S46 refundable=false; S02, S10 barcodeNotify=true`; undefined where the journal is silent. */
export function worldText(run: Run | undefined): LocalizedText | undefined {
  if (run?.world === undefined) return undefined
  const { world } = run
  const changed = changesIn(run)
  if (changed.length === 0) {
    return { en: `${world}; no scenario set an option`, zh: `${world}；没有场景更改选项` }
  }
  return { en: [world, ...changed].join('; '), zh: [world, ...changed].join('；') }
}

/** Scenarios that set the same options are named together. */
function changesIn({ scenarios }: Run): string[] {
  const changing = scenarios.filter(({ options }) => options !== undefined)
  const together = Map.groupBy(changing, ({ options = {} }) =>
    Object.entries(options)
      .map(
        ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
      )
      .join(' '),
  )
  return [...together].map(([set, some]) => `${some.map(({ id }) => id).join(', ')} ${set}`)
}

/** The rules may be those of another world than the one that was played. */
export function otherWorld({ reading, run }: Report): LocalizedText[] {
  const wanted = worldBy(reading.id)
  const world = run?.world
  if (world === undefined || world === wanted) return []
  return [
    {
      en: `The gateway followed the reading "${world}", and the rules judge by "${reading.id}", which belongs to a gateway of "${wanted}": grade it with --reading ${world}, or play it again.`,
      zh: `网关按 "${world}" 运行，而判定依据 "${reading.id}" 对应的网关为 "${wanted}"：请用 --reading ${world} 重新判定，或重新运行。`,
    },
  ]
}
