// No false failure: full runs in real time, over and over. Not part of CI; takes about half an hour.
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { SCENARIOS } from '../library.ts'
import { runOverHttp } from './over-http.ts'
import { gradeEntries } from '../grade.ts'
import { guards } from '../merchants/guards/guards.ts'

const SHOP = fileURLToPath(new URL('../merchants/exemplary/process.ts', import.meta.url))
const TIME_SCALE = 0.1

async function redCells(args: readonly string[], timeScale: number): Promise<string[]> {
  const entries = await runOverHttp({
    merchant: { command: [process.execPath, SHOP, ...args] },
    name: args.join(' ') || 'exemplary',
    scenarios: SCENARIOS,
    timeScale,
  })
  const { rules, verdict } = gradeEntries(entries)
  const red = rules.filter(({ verdict: { status } }) => status === 'fail')
  return [...red.map(({ id }) => id), ...(verdict === 'ready' ? [] : [verdict])]
}

describe('the exemplary merchant shows no failure', () => {
  test.each(Array.from({ length: 18 }, (_, place) => place + 1))(
    'in run %i at a tenth of the time',
    async () => {
      expect(await redCells([], TIME_SCALE)).toEqual([])
    },
    300_000,
  )
  test.each([1, 2])(
    'in run %i at full length',
    async () => {
      expect(await redCells([], 1)).toEqual([])
    },
    900_000,
  )
})

describe.each(guards)('$name shows no failure', ({ name }) => {
  test.each(Array.from({ length: 20 }, (_, place) => place + 1))(
    'in run %i',
    async () => {
      expect(await redCells(['--guard', name], TIME_SCALE)).toEqual([])
    },
    300_000,
  )
})
