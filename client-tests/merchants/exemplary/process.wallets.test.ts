// The till with two wallets as a program of its own, in real time: Alipay's SDK and WeChat's XML over real sockets.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runOverHttp } from '../../drives/over-http/over-http.ts'
import { gradeEntries } from '../../grade/grade.ts'
import { SCENARIOS } from '../../scenario/library.ts'

const SHOP = fileURLToPath(new URL('process.ts', import.meta.url))
const PLAYED = ['S01', 'S11', 'S46', 'S102', 'S103']

test('it passes at both gateways what a few scenarios exercise', async () => {
  const entries = await runOverHttp({
    merchant: { command: [process.execPath, SHOP, '--wallets', 'alipay,wechat'] },
    name: 'two-wallets',
    timeScale: 0.2,
    scenarios: SCENARIOS.filter(({ id }) => PLAYED.includes(id)),
  })
  const { rules, totals, families = [] } = gradeEntries(entries)
  const red = rules.filter(({ verdict }) => verdict.status === 'fail')
  expect(red.map(({ id, verdict }) => ({ id, verdict }))).toEqual([])
  expect(totals.differing).toBe(0)
  expect(families.map(({ family }) => family)).toEqual(['openapi', 'wechat'])
  const passed = rules.filter(({ verdict }) => verdict.status === 'pass').map(({ id }) => id)
  expect(passed).toEqual(expect.arrayContaining(['WX-01', 'WX-04', 'POLL-06', 'REF-08', 'ONE-06']))
  const calls = entries.flatMap((entry) => (entry.kind === 'request' ? [entry] : []))
  const ofWechat = calls.flatMap(({ family, op }) => (family === 'wechat' ? [op] : []))
  expect(new Set(ofWechat)).toEqual(new Set(['CANCEL', 'PAY', 'QUERY', 'REFQUERY', 'REFUND']))
}, 120_000)
