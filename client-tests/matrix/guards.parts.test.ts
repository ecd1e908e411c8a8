// No rule may call a guard wrong, in either world, nor with thirty sales at once. Each part of them runs in
// a process of its own (vitest.config.ts).
import { describe, expect, inject, test } from 'vitest'
import { guards, type Guard } from '../merchants/guards/guards.ts'
import { redCells } from '../merchants/mutants/mutant.ts'
import { gradeBy, gradeInMatrix, partOf, playInMatrix } from './matrix.ts'
import { UNDER_LOAD } from './under-load.ts'

const PATIENCE_MS = 180_000

describe('a merchant of another style makes no mistake', { timeout: PATIENCE_MS }, () => {
  test.each(partOf(guards, inject('part')))('$name: $style', async (guard) => {
    const { card, restless } = await gradeInMatrix(guard)
    const red = redCells(card)
    expect(restless).toEqual([])
    expect(Object.keys(red).filter((id) => red[id] === 'F')).toEqual([])
    expect(Object.keys(red).filter((id) => !guard.mayWarn.includes(id))).toEqual([])
    expect(card.totals.differing).toBe(0)
    const silent = card.rules.filter(
      ({ severity, verdict }) => severity === 'critical' && verdict.status === 'inconclusive',
    )
    expect(silent.map(({ id }) => id)).toEqual([])
    expect(card.verdict).toBe('ready')
  })

  test.each(partOf(guards, inject('part')))('$name, in the world of the seeds', async (guard) => {
    const entries = await playInMatrix(guard, undefined, 'seeds')
    const { card, restless } = gradeBy('default', entries)
    const { departsFromSeeds = [], mayWarn } = guard
    expect(restless).toEqual([])
    expect(card.verdict).toBe('ready')
    expect(Object.keys(redCells(card)).filter((id) => !mayWarn.includes(id))).toEqual([])
    expect(card.totals.differing).toBe(0)
    const seeds = gradeBy('seeds', entries).card
    expect(seeds.verdict).toBe('ready')
    const bySeeds = redCells(seeds)
    const unexplained = [...mayWarn, ...departsFromSeeds]
    expect(Object.keys(bySeeds).filter((id) => !unexplained.includes(id))).toEqual([])
    expect(departsFromSeeds.filter((id) => bySeeds[id] !== 'F')).toEqual([])
  })

  test.each(partOf(guards, inject('part')))('$name, with thirty sales at once', async (guard) => {
    const { card, restless } = await gradeInMatrix(guard, [UNDER_LOAD])
    const red = redCells(card)
    expect(restless).toEqual([])
    expect(Object.keys(red).filter((id) => !guard.mayWarn.includes(id))).toEqual([])
    expect(card.totals).toMatchObject({ sales: salesOf(guard), differing: 0 })
  })
})

/** WeChat's till sells by payment code alone, and the old gateway has pages alone. */
function salesOf({ capabilities: { wallets = [] } }: Guard): number {
  if (wallets.includes('wechat')) return 25
  return wallets.includes('mapi') ? 5 : 30
}
