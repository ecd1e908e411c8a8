// Bills with the official SDK, unmodified, and a plain download.
import { expect, test } from 'vitest'
import { openClient } from './alipay-sdk.fixture.ts'
import { openGateway } from './open-gateway.fixture.ts'

const METHOD = 'alipay.data.dataservice.bill.downloadurl.query'
const DAY = 86_400_000

test('the SDK gets a link, a plain GET gets the zip, and half a minute later nothing', async () => {
  const gateway = await openGateway()
  const { sandbox, app, pass, entries, closed } = gateway
  const { pay, call } = openClient(gateway)
  await pay('order-1')
  const [paid] = sandbox.trades.list()
  const chinaTime = new Date((paid?.paidAt ?? 0) + DAY / 3)
  await pass(2 * DAY)
  const billDate = chinaTime.toISOString().slice(0, 10)
  const answer = await call(METHOD, { billType: 'trade', billDate })
  expect(answer).toMatchObject({ code: '10000' })
  const url = String(answer.billDownloadUrl)
  expect(url).toContain('/downloadBillFile.resource?bizType=trade&')

  const response = await fetch(url)
  expect(response.status).toBe(200)
  const name = `${app.pid}0156_${billDate.replaceAll('-', '')}.csv.zip`
  expect(response.headers.get('content-disposition')).toContain(name)
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')

  await pass(32_000)
  expect((await fetch(url)).status).toBe(403)
  await closed()
  expect(entries('request').map(({ op }) => op)).toEqual(['PAY', 'BILLURL', 'BILLGET', 'BILLGET'])
})

test('the SDK is told why there is no bill', async () => {
  const gateway = await openGateway()
  const { call } = openClient(gateway)
  const early = await call(METHOD, { billType: 'trade', billDate: '2999-01-01' })
  expect(early).toMatchObject({ code: '40004', subCode: 'isv.invalid_arguments' })
  const empty = await call(METHOD, { billType: 'trade', billDate: '2020-01-01' })
  expect(empty).toMatchObject({ code: '40004', subCode: 'isp.bill_not_exist' })
})
