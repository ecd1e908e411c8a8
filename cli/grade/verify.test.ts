// `grade --verify-cmd`: a shop's own traffic, judged by what its books hold afterwards.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readReport } from '../../client-tests/reports/report-schema.ts'
import { keepCli } from '../run.fixture.ts'
import { openShop, traffic, type Manners } from './books.fixture.ts'

const { folder, written, exitCode } = keepCli()

async function gradeShop(manners: Manners, more: Record<string, string> = {}) {
  const shop = await openShop(folder(), manners)
  const program = [process.execPath, '--input-type=module', '-e', traffic(shop.url, more)]
  const options = ['--verify-cmd', `cat '${shop.books}'`, '--reports', folder(), '--scale', '0.2']
  const code = await exitCode('grade', ...options, '--', ...program)
  const report = readReport(readFileSync(join(folder(), 'latest', 'merchant.json'), 'utf8'))
  const statusOf = (id: string) => report.rules.find((rule) => rule.id === id)?.status
  return { code, report, statusOf, err: written().err }
}

test('a shop that books whatever says "paid": one payment caused four rows, and a forged one a row', async () => {
  // An order that the gateway refuses is none that anything could be told of.
  const refused = { refused: '0.00' }
  const { code, report, statusOf, err } = await gradeShop(
    { isSound: false, shown: 'number' },
    refused,
  )
  expect(code).toBe(1)
  expect(err).toContain('T1: one payment of 12.34 caused 4 rows\n')
  expect(err).toMatch(/T2: \d rows without a payment\n/)
  expect(written().out).toMatch(/^Next: alipay-sim explain NTF-\d\d$/m)
  expect(report.verdict).toBe('not-ready')
  for (const id of ['NTF-01', 'NTF-03', 'NTF-05', 'NTF-06', 'NTF-07', 'ONE-06'])
    expect([id, statusOf(id)]).toEqual([id, 'fail'])
  expect(report.money.map(({ saleId, match }) => ({ saleId, match }))).toEqual([
    { saleId: 'refused', match: 'equal' },
    { saleId: 'T1', match: 'differs' },
    { saleId: 'T2', match: 'differs' },
  ])
}, 60_000)

test('a sound shop: each of these rules passes, and no verdict is made of so few', async () => {
  const { code, report, statusOf, err } = await gradeShop({ isSound: true, shown: 'rows' })
  expect(err).not.toMatch(/rows|1 row/)
  for (const id of ['NTF-01', 'NTF-03', 'NTF-05', 'NTF-06', 'NTF-07', 'NTF-08', 'ONE-01', 'ONE-06'])
    expect([id, statusOf(id)]).toEqual([id, 'pass'])
  expect(report.rules.filter(({ status }) => status === 'fail').map(({ id }) => id)).toEqual([])
  expect({ code, verdict: report.verdict }).toEqual({ code: 3, verdict: 'incomplete' })
  expect(report.money.map(({ saleId, belief, match }) => ({ saleId, belief, match }))).toEqual([
    { saleId: 'T1', belief: 'PAID', match: 'equal' },
    { saleId: 'T2', belief: 'PENDING', match: 'equal' },
  ])
  const unseen = report.notTested.find(({ id }) => id === 'CASH-03')
  expect(unseen?.why.en).toContain('The books alone (--verify-cmd) do not show it')
  expect(err).toContain('Not seen: states, refunds unless they are listed')
}, 60_000)

test('a shop that ends with the command: what could not be tried is said, and passes nothing', async () => {
  const program = [process.execPath, '--input-type=module', '-e', traffic('http://127.0.0.1:9')]
  const options = ['--verify-cmd', 'echo 1', '--scale', '0.2', '--no-reports', '--json']
  await exitCode('grade', ...options, '--', ...program)
  expect(written().err).toContain('Nobody answers at the notify_url any more')
  const report = readReport(written().out)
  expect(report.rules.find(({ id }) => id === 'NTF-01')?.status).toBe('inconclusive')
}, 60_000)

test.each([
  [['--verify-cmd', 'exit 3'], '--verify-cmd ended with 3'],
  [['--verify-cmd', 'echo many'], 'it printed "many"; expected a number, a list'],
  [['--verify-cmd', 'echo 1', '--merchant', 'http://127.0.0.1:9'], 'leave out --merchant'],
])('%j cannot be used: %s', async (options, says) => {
  const code = await exitCode('grade', ...options, '--no-reports', '--', process.execPath, '-e', '')
  expect(code).toBe(2)
  expect(written().err).toContain(says)
})
