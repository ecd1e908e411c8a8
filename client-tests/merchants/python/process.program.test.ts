// The Python shop as a program of its own: the adapter check, and a few scenarios at a fifth of the time.
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { isMissing } from '../../../server/testing/programs.fixture.ts'
import { SCENARIOS } from '../../scenario/library.ts'
import { checkOverHttp } from '../../drives/over-http/check.ts'
import { runOverHttp } from '../../drives/over-http/over-http.ts'
import { gradeEntries, isExercised } from '../../grade/grade.ts'

const command = ['python3', fileURLToPath(new URL('process.py', import.meta.url))]

describe.skipIf(isMissing('python3', 'openssl'))(
  'a shop in Python, on the standard library and openssl',
  () => {
    test('serves the adapter as the contract has it, over a restart too', async () => {
      const found = await checkOverHttp({ merchant: { command }, timeScale: 0.2 })
      const missing = found.filter(({ level }) => level !== 'ok')
      expect(missing).toMatchObject([{ level: 'missing', endpoint: 'GET /conformance/alerts' }])
      expect(found.map(({ endpoint }) => endpoint)).toContain('POST /conformance/admin/restart')
    }, 60_000)

    test('passes what a few scenarios exercise', async () => {
      const entries = await runOverHttp({
        merchant: { command },
        name: 'python',
        timeScale: 0.2,
        scenarios: SCENARIOS.filter(({ id }) =>
          ['S01', 'S11', 'S30', 'S36', 'S46', 'S47'].includes(id),
        ),
      })
      const { rules, totals } = gradeEntries(entries)
      const red = rules.filter(({ verdict }) => verdict.status === 'fail')
      expect(red.map(({ id, verdict }) => ({ id, verdict }))).toEqual([])
      expect(rules.filter(isExercised).map(({ id }) => id)).toEqual(
        expect.arrayContaining(['EXC-05', 'EXC-07', 'REF-01', 'NTF-01', 'ONE-06']),
      )
      expect(totals.sales).toBeGreaterThan(5)
      expect(totals.differing).toBe(0)
    }, 120_000)
  },
)
