// Every story of the library: the exemplary merchant meets its expectations, and a merchant with
// the flaw it teaches about breaks one.
import { describe, expect, test } from 'vitest'
import { SCENARIOS } from './library.ts'
import { judge } from '../server/scenario/sentences.ts'
import { runInProcess } from './drives/in-process.ts'
import { inProcess, type Variant } from './merchants/exemplary/in-process.ts'

const EXEMPLARY: Variant = { name: 'exemplary', bend: {} }

async function play(variant: Variant, id: string) {
  const scenario = SCENARIOS.find((one) => one.id === id)
  if (!scenario) throw new Error(`no scenario ${id}`)
  const entries = await runInProcess(inProcess(variant), [scenario])
  return judge(scenario.expect, entries)
}

describe('a story of the library', () => {
  test.each(SCENARIOS)('$name is mastered by the exemplary merchant', async ({ id }) => {
    expect((await play(EXEMPLARY, id)).filter(({ outcome }) => outcome !== 'met')).toEqual([])
  })
})
