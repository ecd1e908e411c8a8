// The till abroad as a program of its own, in real time, beside the one in China and for two merchants: JSON signed over
// real sockets.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runOverHttp } from '../../drives/over-http/over-http.ts'
import { gradeEntries } from '../../grade/grade.ts'
import { SCENARIOS } from '../../scenario/library.ts'

const SHOP = fileURLToPath(new URL('process.ts', import.meta.url))
const PLAYED = ['S01', 'S30', 'S46', 'S71', 'S81']

test('it passes at both gateways what a few scenarios exercise', async () => {
  const entries = await runOverHttp({
    merchant: { command: [process.execPath, SHOP, '--wallets', 'alipay,ams', '--provider'] },
    name: 'home-and-abroad',
    timeScale: 0.2,
    scenarios: SCENARIOS.filter(({ id }) => PLAYED.includes(id)),
  })
  const { rules, totals, families = [] } = gradeEntries(entries)
  const red = rules.filter(({ verdict }) => verdict.status === 'fail')
  expect(red.map(({ id, verdict }) => ({ id, verdict }))).toEqual([])
  expect(totals.differing).toBe(0)
  expect(families.map(({ family }) => family).toSorted()).toEqual(['ams', 'openapi'])
  const passed = rules.filter(({ verdict }) => verdict.status === 'pass').map(({ id }) => id)
  const wanted = ['AMS-02', 'AMS-06', 'AMS-16', 'AMS-17', 'NTF-09', 'ONE-06']
  expect(passed).toEqual(expect.arrayContaining(wanted))
  const rungUp = entries.flatMap((entry) => (entry.kind === 'adapter' ? [entry] : []))
  expect(rungUp.filter(({ act, status }) => act === 'sale' && status !== 202)).toEqual([])
  const calls = entries.flatMap((entry) => (entry.kind === 'request' ? [entry] : []))
  const ofAms = calls.filter(({ family }) => family === 'ams')
  expect(new Set(ofAms.map(({ op }) => op))).toEqual(
    new Set(['CANCEL', 'PAY', 'PRECREATE', 'QUERY', 'REFUND']),
  )
  expect(ofAms.every(({ wire }) => wire.headers['agent-token'])).toBe(true)
}, 180_000)
