// The rows of docs/scale.md beside the reads: the clock, what is temporary, what is held, memory, starts.
// Each is measured as CPU time or memory, so that other programs on the machine disturb it least.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GATEWAYS } from '../server/protocols/protocols.ts'
import { createSandboxStore } from '../server/hosts/node-sandbox-store.ts'
import { openSqlite } from '../server/hosts/sqlite.ts'
import { commonParams, openShop, signed, type Shop } from '../server/testing/shop.fixture.ts'
import { HOUR, MINUTE } from '../server/values/instant.ts'
import { longestStretch, multiply, threadMs } from './scale-store.ts'
import { hundredths, spread, tenths } from './figures.ts'
import { serve } from './serve.ts'

export interface Row {
  what: string
  /** As text, with its unit. */
  goal: string
  measured: string
  holds: boolean
}

export const row = (what: string, goal: number, measured: number, unit: string): Row => ({
  what,
  goal: `≤ ${goal} ${unit}`,
  measured: `${tenths(measured)} ${unit}`,
  holds: measured <= goal,
})

async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = threadMs()
  await work()
  return threadMs() - before
}

/** 50,000 sales, paid and told; then 2,000 orders that nobody pays in time. */
export async function clockRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'alipay-sim-scale-'))
  const sql = openSqlite(join(folder, 'clock.sqlite'))
  try {
    const real = openShop({ sql })
    for (let sale = 1; sale <= 500; sale++) await real.pay(`order-${sale}`)
    await real.sandbox.clock.advance(MINUTE)
    multiply(sql, 100)
    // Another sandbox over the same store: the first does not know of the copies.
    const shop = openShop({ sql })
    const { clock } = shop.sandbox
    const paid = await cpuOf(() => clock.advance(5 * HOUR))
    const { authCode } = shop.sandbox.buyers.issueCode({ pays: 'never' })
    await shop.pay('waits', { auth_code: authCode, timeout_express: '1h' })
    sql.exec(`
      with recursive copies (nth) as (select 1 union all select nth + 1 from copies where nth < 2000)
      insert into trades select trade_no || '-w' || nth, pid, out_trade_no || '-w' || nth, status,
        json_set(record, '$.tradeNo', trade_no || '-w' || nth, '$.outTradeNo', out_trade_no || '-w' || nth)
      from trades, copies where out_trade_no = 'waits';
      insert into jobs (due, kind, subject, record)
      select (select due from jobs where json_extract(record, '$.happening.op') = 'expire') + rowid % 5000,
        'happening', trade_no, json_object('kind', 'happening', 'happening',
          json_object('op', 'expire', 'tradeNo', trade_no))
      from trades where out_trade_no like 'waits-w%';`)
    const stretch = await longestStretch(() => clock.advance(5 * HOUR))
    return [
      row('`clock advance 5h` over 50,000 paid trades, CPU time', 300, paid, 'ms'),
      row('`clock advance 5h` that closes 2,000 unpaid orders, longest stretch', 20, stretch, 'ms'),
    ]
  } finally {
    sql.close()
    rmSync(folder, { recursive: true })
  }
}

const CALLS = 500
const queries = (shop: Shop, from: string) =>
  cpuOf(async () => {
    for (let nth = 0; nth < CALLS; nth++) {
      await shop.trade('query', { out_trade_no: `${from}-${nth}` })
    }
  })

/** A sandbox without a data folder, empty and with 40,000 copies of its journal entries of a sale. */
export async function temporaryRow(): Promise<Row> {
  const shop = openShop()
  await queries(shop, 'warm')
  const empty = await queries(shop, 'empty')
  const { journal } = shop.sandbox
  for (const { schemaVersion: _v, seq: _s, at: _a, elapsedMs: _e, ...body } of journal.latest(3)) {
    for (let nth = 0; nth < 15_000; nth++) journal.note(body)
  }
  const full = await queries(shop, 'full')
  const ratio = hundredths(full / empty)
  const what = 'a call without a data folder at 45,000 entries, CPU time against the first ones'
  return { what, goal: '≤ 1.3 times', measured: `${ratio} times`, holds: ratio <= 1.3 }
}

/** 10,000 answers that a fault holds, and the calls beside them. */
export async function heldRow(): Promise<Row> {
  const shop = openShop()
  await queries(shop, 'warm')
  const alone = await queries(shop, 'alone')
  shop.sandbox.faults.add({ fault: 'hang', match: { op: 'CLOSE' } })
  const held = 10_000
  const leave = new AbortController()
  const content = { out_trade_no: 'none' }
  const params = signed(shop.app, commonParams(shop.app, 'alipay.trade.close', content))
  const body = new URLSearchParams(params).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const hanging = Array.from({ length: held }, () =>
    shop.sandbox
      .fetch(
        new Request('http://gateway.test/gateway.do', {
          method: 'POST',
          headers,
          body,
          signal: leave.signal,
        }),
      )
      .catch(() => undefined),
  )
  while (shop.sandbox.journal.latest(1)[0]?.kind !== 'answer') await shop.sandbox.turn()
  for (let turn = 0; turn < 100; turn++) await shop.sandbox.turn()
  const beside = await queries(shop, 'beside')
  leave.abort()
  await Promise.all(hanging)
  const ratio = hundredths(beside / alone)
  const what = 'a call beside 10,000 held answers, CPU time against none held'
  return { what, goal: '≤ 1.3 times', measured: `${ratio} times`, holds: ratio <= 1.3 }
}

/** Of another process, or of this one. */
const rssMb = (pid: number) =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024

/** Calls of the load until memory is first looked at. */
export const HALF = process.argv.includes('--hour') ? 100_000 : 5_000

/** The built server with a data folder, after so many calls and after as many again. */
export async function loadRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'alipay-sim-load-'))
  const served = await serve([
    '--data',
    join(folder, 'data'),
    '--control-token',
    'a-token-for-bench',
  ])
  try {
    const { gateway, url } = served.ready
    const bearer = { authorization: 'Bearer a-token-for-bench' }
    const [shown] = (await (await fetch(`${url}/_sim/apps`, { headers: bearer })).json()) as {
      appId: string
      appPrivateKey: { pkcs8Pem: string }
    }[]
    if (!shown) throw new Error('a fresh sandbox has an app')
    const { appId, appPrivateKey } = shown
    const app = { ...openShop().app, appId, appPrivateKey: appPrivateKey.pkcs8Pem }
    let sent = 0
    const lane = async (upTo: number) => {
      while (sent < upTo) {
        const order = { out_trade_no: `o-${sent++}`, total_amount: '1.00', subject: 'tea' }
        const params = signed(app, commonParams(app, 'alipay.trade.precreate', order))
        const text = await (
          await fetch(gateway, { method: 'POST', body: new URLSearchParams(params) })
        ).text()
        if (!text.includes('"code":"10000"')) throw new Error(text)
      }
    }
    const load = (upTo: number) => Promise.all(Array.from({ length: 8 }, () => lane(upTo)))
    await load(HALF)
    const half = rssMb(served.pid)
    await load(2 * HALF)
    const whole = rssMb(served.pid)
    const calls = (2 * HALF).toLocaleString('en')
    return [
      row(`memory after ${calls} calls, file store`, 200, whole, 'MB'),
      row(`of it grown in the second half`, 20, Math.max(0, whole - half), 'MB'),
    ]
  } finally {
    await served.stop()
    rmSync(folder, { recursive: true })
  }
}

/** A thousand sandboxes in a data folder, with one pair of keys, which is not what is measured. */
export async function idleRow(): Promise<Row> {
  const many = 1_000
  const dataDir = mkdtempSync(join(tmpdir(), 'alipay-sim-idle-'))
  const onBug = (error: unknown) => {
    throw error
  }
  const none = { ownerOfCode: () => undefined, appsBeside: () => [] }
  const store = createSandboxStore(
    { gateways: GATEWAYS, dataDir, onBug, onTrouble: onBug },
    undefined,
    none,
  )
  const first = store.open('first', 'first')
  const [app] = first.apps.list()
  if (!app?.appPrivateKey || !app.appPublicKey)
    throw new Error('a fresh sandbox has an app with keys')
  const keys = {
    app: { privateKey: app.appPrivateKey, publicKey: app.appPublicKey },
    gateway: { privateKey: app.alipayPrivateKey, publicKey: app.alipayPublicKey },
  }
  const open = [first]
  const before = rssMb(process.pid)
  try {
    for (let nth = 0; nth < many; nth++) {
      open.push(store.open(`s-${nth}`, `seed-${nth}`, keys))
      if (nth % 50 === 0) await first.turn()
    }
    return row(
      '1,000 idle sandboxes in a data folder, above the start',
      100,
      rssMb(process.pid) - before,
      'MB',
    )
  } finally {
    for (const sandbox of open) sandbox.close()
    rmSync(dataDir, { recursive: true })
  }
}

const IN_PROCESS = `
  const { startServer } = await import(process.argv[1])
  const before = performance.now()
  const server = await startServer({ port: 0, token: 'a-token-for-bench' })
  console.log(performance.now() - before)
  await server.close()
`

/** Wall time, which other programs disturb: the least of eleven is the nearest to a quiet machine. */
export async function startRows(): Promise<Row[]> {
  const ready: number[] = []
  const inProcess: number[] = []
  const dist = fileURLToPath(new URL('../dist/node.js', import.meta.url))
  for (let nth = 0; nth < 11; nth++) {
    const served = await serve()
    ready.push(served.startMs)
    await served.stop()
    const args = ['--input-type=module', '-e', IN_PROCESS, dist]
    inProcess.push(Number(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout))
  }
  const row = (what: string, goal: number, samples: number[]): Row => {
    const { median, min } = spread(samples)
    const measured = `${median} ms (least ${min})`
    return { what, goal: `≤ ${goal} ms`, measured, holds: median <= goal }
  }
  return [
    row('from the start to the ready line, wall time', 120, ready),
    row('`startServer()` in a fresh process, wall time', 50, inProcess),
  ]
}
