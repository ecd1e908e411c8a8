// The shop at the old gateway as a program of its own, in real time, beside the open platform's: pages by forms over real
// sockets, and batches of refunds.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runOverHttp } from '../../drives/over-http/over-http.ts'
import { gradeEntries } from '../../grade/grade.ts'
import { SCENARIOS } from '../../scenario/library.ts'

const SHOP = fileURLToPath(new URL('process.ts', import.meta.url))
const PLAYED = ['S30', 'S90', 'S91', 'S92']

test('it passes at both gateways what a few scenarios exercise', async () => {
  const entries = await runOverHttp({
    merchant: { command: [process.execPath, SHOP, '--wallets', 'alipay,mapi'] },
    name: 'old-and-new',
    timeScale: 0.2,
    scenarios: SCENARIOS.filter(({ id }) => PLAYED.includes(id)),
  })
  const { rules, totals, families = [] } = gradeEntries(entries)
  const red = rules.filter(({ verdict }) => verdict.status === 'fail')
  expect(red.map(({ id, verdict }) => ({ id, verdict }))).toEqual([])
  expect(totals.differing).toBe(0)
  expect(families.map(({ family }) => family).toSorted()).toEqual(['mapi', 'openapi'])
  const passed = rules.filter(({ verdict }) => verdict.status === 'pass').map(({ id }) => id)
  const wanted = ['MAPI-01', 'MAPI-05', 'MAPI-06', 'MAPI-08', 'MAPI-14', 'NTF-16', 'ONE-06']
  expect(passed).toEqual(expect.arrayContaining(wanted))
  const calls = entries.flatMap((entry) => (entry.kind === 'request' ? [entry] : []))
  const pages = calls.filter(({ family, op }) => family === 'mapi' && op === 'CASHIER')
  expect(pages.length).toBeGreaterThan(0)
  expect(pages.every(({ wire }) => wire.start.startsWith('POST'))).toBe(true)
}, 180_000)
