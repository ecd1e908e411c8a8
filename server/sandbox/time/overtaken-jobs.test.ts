// What the books have overtaken does not wait until it is due.
import { expect, test } from 'vitest'
import { openControl } from '../../testing/control.fixture.ts'
import { openSqlite } from '../../hosts/sqlite.ts'
import { openJobs } from '../../storage/jobs.ts'
import { SECOND } from '../../values/instant.ts'

function openTill() {
  const sql = openSqlite(':memory:')
  const control = openControl({ sql })
  const waiting = () =>
    openJobs(sql)
      .list(1_000)
      .flatMap((job) => (job.kind === 'happening' ? [job.happening.op] : []))
  const code = (pays: string) => ({
    auth_code: control.shop.sandbox.buyers.issueCode({ pays }).authCode,
  })
  return { ...control, waiting, code }
}

test('a trade paid at once leaves only the end of its refund window', async () => {
  const { shop, waiting } = openTill()
  for (let n = 0; n < 20; n++) await shop.pay(`o-${n}`)
  expect(waiting()).toEqual(Array(20).fill('finish'))
})

test('a trade that waits keeps its time limit until it is paid', async () => {
  const { shop, waiting, code } = openTill()
  await shop.pay('o-1', code('after-password=8s'))
  expect(waiting()).toEqual(['buyer-pays', 'expire'])
  await shop.pass(8 * SECOND)
  expect(waiting()).toEqual(['finish'])
})

test('a cancelled trade has no time limit, and a refunded one no end of a refund window', async () => {
  const { shop, waiting, code } = openTill()
  await shop.pay('o-1', code('never'))
  await shop.trade('cancel', { out_trade_no: 'o-1' })
  expect(waiting()).toEqual([])
  await shop.pay('o-2')
  await shop.trade('refund', { out_trade_no: 'o-2', refund_amount: '88.88', out_request_no: 'r' })
  expect(waiting()).toEqual([])
})
