// The plants of a sandbox: few, so they live together in one setting.
import { describeDiscrepancy, type Discrepancy } from '../../bills/discrepancies.ts'
import type { SandboxCore } from './core.ts'

const SETTING = 'bill-plants'

export function openDiscrepancies({ settings }: SandboxCore) {
  const all = (): readonly Discrepancy[] => settings.get<Discrepancy[]>(SETTING) ?? []
  return {
    all,
    put: (discrepancy: Discrepancy): void => {
      const isThere = all().some(({ id }) => id === discrepancy.id)
      const kept = isThere
        ? all().map((one) => (one.id === discrepancy.id ? discrepancy : one))
        : [...all(), discrepancy]
      settings.put(SETTING, kept)
    },
    /** False when there is none of this id. */
    remove: (id: string): boolean => {
      const kept = all().filter((one) => one.id !== id)
      const isThere = kept.length < all().length
      if (isThere) settings.put(SETTING, kept)
      return isThere
    },
    clear: (): void => settings.put(SETTING, []),
  }
}

/** A plant did something: count it and write it down. */
export function noteDiscrepancy(
  core: SandboxCore,
  discrepancy: Discrepancy,
  note: string,
  { exchange, outTradeNo }: { exchange?: string; outTradeNo?: string } = {},
): void {
  core.writer.transact(() => {
    openDiscrepancies(core).put({ ...discrepancy, fired: discrepancy.fired + 1 })
    core.writer.write({
      kind: 'fault',
      rule: discrepancy.id,
      ...describeDiscrepancy(discrepancy),
      stage: 'answer',
      ...(exchange !== undefined && { exchange }),
      ...(outTradeNo !== undefined && { outTradeNo }),
      note,
    })
  })
}
