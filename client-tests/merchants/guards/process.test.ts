// A guard as a program of its own, in real time: openapi v3 over real sockets.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runOverHttp } from '../../drives/over-http/over-http.ts'
import { gradeEntries, isExercised } from '../../grade/grade.ts'
import { SCENARIOS } from '../../scenario/library.ts'

const SHOP = fileURLToPath(new URL('../exemplary/process.ts', import.meta.url))

test('a shop that speaks v3 passes what a few scenarios exercise', async () => {
  const entries = await runOverHttp({
    merchant: { command: [process.execPath, SHOP, '--guard', 'over-rest-v3'] },
    name: 'over-rest-v3',
    timeScale: 0.2,
    scenarios: SCENARIOS.filter(({ id }) => ['S01', 'S11', 'S12', 'S30', 'S46'].includes(id)),
  })
  const { rules, totals } = gradeEntries(entries)
  const red = rules.filter(({ verdict }) => verdict.status === 'fail')
  expect(red.map(({ id, verdict }) => ({ id, verdict }))).toEqual([])
  expect(rules.filter(isExercised).map(({ id }) => id)).toEqual(
    expect.arrayContaining(['EXC-08', 'REF-01', 'NTF-09', 'ONE-06']),
  )
  expect(totals.differing).toBe(0)
  const protocols = entries.flatMap((entry) => (entry.kind === 'request' ? [entry.protocol] : []))
  expect(new Set(protocols)).toEqual(new Set(['openapi-v3']))
}, 60_000)
