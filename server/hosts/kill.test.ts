// kill -9 in the middle of a rush: whatever was acknowledged is there afterwards, and every
// notification that was owed is still delivered.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import type { OpenapiApp } from '../protocols/openapi/credentials.ts'
import { MINUTE } from '../values/instant.ts'
import { startServer } from './node.ts'
import { commonParams, signed } from '../testing/shop.fixture.ts'
import { scratchFolder } from '../testing/scratch.fixture.ts'

async function openMerchant() {
  const state = { answer: 'not now', notified: new Set<string>() }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      const fields = new URLSearchParams(body)
      state.notified.add(`${fields.get('out_trade_no')} ${fields.get('out_biz_no') ?? 'paid'}`)
      response.end(state.answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify` }
}

async function startVictim(folder: string) {
  const file = join(import.meta.dirname, 'victim.fixture.ts')
  const victim = spawn(process.execPath, [file, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void victim.kill('SIGKILL'))
  for await (const line of createInterface({ input: victim.stdout })) {
    const { url, app } = JSON.parse(line) as { url: string; app: OpenapiApp }
    return { victim, url, app }
  }
  throw new Error('the server ended before it listened')
}

/** Eight tills at once, each paying and refunding until the line breaks; tells what was promised. */
async function rush(
  url: string,
  app: OpenapiApp,
  notifyUrl: string,
  enough: (promises: number) => void,
) {
  const paid: string[] = []
  const refunded: string[] = []
  const call = async (name: string, biz: Record<string, unknown>) => {
    const more = { notify_url: notifyUrl }
    const params = signed(app, commonParams(app, `alipay.trade.${name}`, biz, more))
    const response = await fetch(`${url}/gateway.do`, {
      method: 'POST',
      body: new URLSearchParams(params),
    })
    return (await response.text()).includes('"code":"10000"')
  }
  const till = async (lane: number) => {
    for (let n = 0; ; n++) {
      const out_trade_no = `till-${lane}-${n}`
      const auth_code = `28900000${lane}${String(n).padStart(9, '0')}`
      const order = { out_trade_no, auth_code, total_amount: '9.99', subject: 's' }
      if (await call('pay', order)) paid.push(out_trade_no)
      const refund = { out_trade_no, refund_amount: '1.11', out_request_no: 'r-1' }
      if (n % 2 && (await call('refund', refund))) refunded.push(out_trade_no)
      enough(paid.length + refunded.length)
    }
  }
  const tills = Array.from({ length: 8 }, (_, lane) => till(lane).catch(() => 'the line broke'))
  expect(new Set(await Promise.all(tills))).toEqual(new Set(['the line broke']))
  return { paid, refunded }
}

test('kill -9 while eight tills pay and refund', async () => {
  const folder = scratchFolder(onTestFinished)
  const merchant = await openMerchant()
  const { victim, url, app } = await startVictim(folder)
  const dead = once(victim, 'exit')
  const { paid, refunded } = await rush(url, app, merchant.url, (promises) => {
    // Not before the first notifications have failed, so that some are between two sends.
    if (promises > 200 && merchant.state.notified.size > 20) victim.kill('SIGKILL')
  })
  expect(await dead).toEqual([null, 'SIGKILL'])

  const reopened = await startServer({ port: 0, dataDir: folder, token: 'token' })
  const { sandbox } = reopened
  onTestFinished(() => reopened.close())
  const trades = new Map(sandbox.trades.list().map((trade) => [trade.outTradeNo, trade]))
  const missing = paid.filter((no) => trades.get(no)?.paidAt === undefined)
  const unrefunded = refunded.filter((no) => trades.get(no)?.refundedFen !== 111)
  expect({ missing, unrefunded }).toEqual({ missing: [], unrefunded: [] })

  const owed = [...paid.map((no) => `${no} paid`), ...refunded.map((no) => `${no} r-1`)]
  const noted = new Set(
    sandbox.notifications
      .list()
      .map(({ trade, refund }) => `${trade.outTradeNo} ${refund?.outRequestNo ?? 'paid'}`),
  )
  expect(owed.filter((one) => !noted.has(one))).toEqual([])
  expect(sandbox.notifications.list().some(({ state }) => state === 'pending')).toBe(true)
  merchant.state.answer = 'success'
  // As slow as it is: this process is the merchant too, and is told everything at one instant.
  sandbox.clock.setRate(1)
  await sandbox.clock.advance(30 * MINUTE)
  expect(new Set(sandbox.notifications.list().map(({ state }) => state))).toEqual(
    new Set(['acknowledged']),
  )
  expect(owed.filter((one) => !merchant.state.notified.has(one))).toEqual([])

  const stamps = sandbox.journal.since(0)
  expect(stamps.every(({ seq }, n) => seq === n + 1)).toBe(true)
  expect(stamps.every(({ at }, n) => at >= (stamps[n - 1]?.at ?? 0))).toBe(true)
})
