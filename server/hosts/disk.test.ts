// Locks and bugs over real sockets and real files: whatever goes wrong inside, every request is
// answered, every error is told, and the server stays.
import { existsSync, mkdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startServer } from './node.ts'
import { openSqlite } from './sqlite.ts'
import { restRequest } from '../testing/rest.fixture.ts'
import { commonParams, signed } from '../testing/shop.fixture.ts'
import { scratchFolder } from '../testing/scratch.fixture.ts'

const TOKEN = 'a-token-for-tests'

async function open() {
  const folder = scratchFolder(onTestFinished)
  const bugs: string[] = []
  const lines: string[] = []
  const server = await startServer({
    port: 0,
    dataDir: folder,
    token: TOKEN,
    onBug: (error) => bugs.push(String(error)),
    onTrouble: (line) => lines.push(line),
  })
  onTestFinished(() => server.close())
  const [app] = server.sandbox.apps.list()
  if (!app) throw new Error('no app')
  const file = join(folder, 'default.sqlite')
  const other = new DatabaseSync(file)
  onTestFinished(() => other.close())
  const form = (method: string, biz: object) =>
    new URLSearchParams(signed(app, commonParams(app, method, biz)))
  const post = async (method: string, biz: object) =>
    (await fetch(`${server.url}/gateway.do`, { method: 'POST', body: form(method, biz) })).text()
  const pay = (outTradeNo: string, auth_code = '289000000000000001') =>
    post('alipay.trade.pay', {
      out_trade_no: outTradeNo,
      total_amount: '8.88',
      subject: 's',
      auth_code,
    })
  const control = (method: string, path: string, body?: string) =>
    fetch(`${server.url}/_sim${path}`, {
      method,
      body,
      headers: { authorization: `Bearer ${TOKEN}` },
    })
  return { server, app, file, other, bugs, lines, form, post, pay, control }
}

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('another program holds the file locked', () => {
  test('for as long as a backup: the call waits for it, and nobody hears of it', async () => {
    const { file, pay, lines } = await open()
    const backup = new Worker(
      `const { DatabaseSync } = require('node:sqlite')
       const { parentPort, workerData } = require('node:worker_threads')
       const database = new DatabaseSync(workerData)
       database.exec('begin immediate')
       parentPort.postMessage('held')
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
       database.exec('commit')
       database.close()`,
      { eval: true, workerData: file },
    )
    const over = once(backup, 'exit')
    await once(backup, 'message')
    expect(await pay('o-1')).toContain('"code":"10000"')
    await over
    expect(lines).toEqual([])
  })

  test('for long: calls are answered, it is said once, and everything goes on', async () => {
    const { server, file, other, pay, control, lines, bugs } = await open()
    expect(await pay('o-1')).toContain('"code":"10000"')
    other.exec('begin immediate')
    expect(await pay('o-2')).toContain('aop.unknow-error')
    expect(await pay('o-3')).toContain('aop.unknow-error')
    const refused = await control('POST', '/buyers/codes')
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining(file) })
    expect((await control('GET', '/apps')).status).toBe(200)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(`another program holds ${file} locked: close that program`)
    other.exec('commit')
    // Nobody calls: it is found out all the same.
    await until(() => lines.length > 1)
    expect(lines[1]).toContain(`${file} takes writes again`)
    expect(await pay('o-2', '289000000000000002')).toContain('"code":"10000"')
    expect(server.sandbox.trades.list().map(({ outTradeNo }) => outTradeNo)).toEqual(['o-1', 'o-2'])
    expect({ bugs, lines: lines.length }).toEqual({ bugs: [], lines: 2 })
  })
})

test('a sandbox whose database cannot be opened is refused, and leaves no file behind', async () => {
  const { file, control, bugs } = await open()
  const job = file.replace('default', 'job')
  // SQLite wants a file there.
  mkdirSync(`${job}-wal`)
  const refused = await control('POST', '/sandboxes', '{"id":"job"}')
  expect(refused.status).toBe(503)
  expect(await refused.json()).toMatchObject({ detail: expect.stringContaining(job) })
  expect(existsSync(job)).toBe(false)
  expect((await control('GET', '/sandboxes/job/apps')).status).toBe(404)
  rmdirSync(`${job}-wal`)
  expect((await control('POST', '/sandboxes', '{"id":"job"}')).status).toBe(201)
  expect(bugs).toEqual([])
})

test('a file that may not grow: what does not fit is refused as no space, then it goes on', () => {
  const lines: string[] = []
  const sql = openSqlite(':memory:', { onTrouble: (line) => lines.push(line) })
  sql.exec('create table t (x text) strict')
  const put = sql.prepare('insert into t values (?)')
  sql.exec('pragma max_page_count = 10')
  const large = 'x'.repeat(100_000)
  expect(() => sql.transaction(() => put.run(large))).toThrow('there is no space left for :memory:')
  expect(() => sql.transaction(() => put.run(large))).toThrow('make room')
  expect(lines).toHaveLength(1)
  sql.exec('pragma max_page_count = 10000')
  sql.transaction(() => put.run(large))
  expect(lines).toHaveLength(2)
  expect(sql.prepare('select count(*) as n from t').get()).toMatchObject({ n: 1 })
})

/** A table that is gone is a bug: nothing of ours drops one. */
describe('an error that is ours', () => {
  const query = { out_trade_no: 'o-1' }

  test.each<[string, (at: Awaited<ReturnType<typeof open>>) => Promise<Response | string>]>([
    ['POST', ({ post }) => post('alipay.trade.query', query)],
    [
      'GET',
      async ({ server, form }) =>
        (await fetch(`${server.url}/gateway.do?${form('alipay.trade.query', query)}`)).text(),
    ],
    [
      'v3',
      async ({ server, app }) => {
        const auth = { timestamp: String(server.sandbox.clock.view().nowMs) }
        const target = '/v3/alipay/trade/query'
        const request = restRequest(app, { target, body: query, auth })
        const { method, headers } = request
        const body = await request.text()
        return (await fetch(`${server.url}${target}`, { method, headers, body })).text()
      },
    ],
  ])('under %s: the answer of a sick gateway, and a line in the log', async (_how, ask) => {
    const at = await open()
    at.other.exec('drop table journal')
    const text = await ask(at)
    expect(text).toContain('unknow-error')
    expect(at.bugs).not.toEqual([])
    expect(at.bugs.join()).toContain('journal')
  })

  test('under the control API: a problem, and a line in the log', async () => {
    const { other, control, bugs } = await open()
    other.exec('drop table codes')
    const refused = await control('POST', '/buyers/codes', '{}')
    expect(refused.status).toBe(500)
    expect(await refused.json()).toMatchObject({ type: 'urn:alipay-sim:problem:bug' })
    expect(bugs.join()).toContain('codes')
  })

  test('under the cashier, to read and to pay: 500, and a line in the log', async () => {
    const { server, app, other, form, bugs } = await open()
    const order = { out_trade_no: 'o-1', total_amount: '8.88', subject: 's' }
    const content = { ...order, product_code: 'FAST_INSTANT_TRADE_PAY' }
    const body = form('alipay.trade.page.pay', content)
    const entered = await fetch(`${server.url}/gateway.do`, {
      method: 'POST',
      body,
      redirect: 'manual',
    })
    const page = new URL(entered.headers.get('location') ?? '', server.url)
    expect(page.pathname).toContain(app.appId)
    other.exec('drop table tickets')
    expect((await fetch(page)).status).toBe(500)
    const left = new URLSearchParams({ ticket: 't', does: 'leave' })
    expect((await fetch(page, { method: 'POST', body: left })).status).toBe(500)
    expect(bugs.filter((bug) => bug.includes('tickets'))).toHaveLength(2)
  })
})
