import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseJournal } from '../client-tests/grade/saved-journal.ts'
import { commonParams, signed } from '../server/testing/shop.fixture.ts'
import { openServer, runCli } from './run.fixture.ts'
import { scratchFolder } from '../server/testing/scratch.fixture.ts'

const scratch = scratchFolder(afterAll)
const received: URLSearchParams[] = []
const shop = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    received.push(new URLSearchParams(body))
    response.end('success')
  })
})
const server = await openServer(afterAll)
let notifyUrl: string

beforeAll(async () => {
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  notifyUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/notify`
})

afterAll(() => void shop.close())

async function sim(line: string | readonly string[]): Promise<string> {
  const { code, out, err } = await server.sim(line)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out
}

async function simJson<T>(line: string): Promise<T> {
  return JSON.parse(await sim(`${line} --json`)) as T
}

function ask(name: string, biz: Record<string, unknown>): Promise<Response> {
  const params = commonParams(server.app, `alipay.trade.${name}`, biz, { notify_url: notifyUrl })
  const body = new URLSearchParams(signed(server.app, params))
  return fetch(`${server.url}/gateway.do`, { method: 'POST', body, redirect: 'manual' })
}

/** Calls the gateway as a merchant would; answers the business node. */
async function gateway(
  name: string,
  biz: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const response = await ask(name, biz)
  const reply = (await response.json()) as Record<string, Record<string, unknown>>
  return reply[`alipay_trade_${name}_response`] ?? {}
}

const pay = (outTradeNo: string, authCode: string, amount = '88.88') =>
  gateway('pay', {
    out_trade_no: outTradeNo,
    total_amount: amount,
    subject: 'tea',
    scene: 'bar_code',
    auth_code: authCode,
  })

test('a payment from code to notification, seen by every command', async () => {
  const { authCode } = await simJson<{ authCode: string }>('buyer code --pays after-password=8s')
  expect(await pay('order-1', authCode)).toMatchObject({ code: '10003' })
  expect(await sim('trade show order-1')).toMatch(/status +WAIT_BUYER_PAY/)
  const moved = await sim('clock advance 10s')
  expect(moved).toContain('the buyer types the password')
  expect(await sim('trade list')).toMatch(/order-1 +\d{28} +TRADE_SUCCESS +88\.88/)
  await sim('clock advance 1m')
  await server.sandbox.settled()
  expect(await sim('notify list')).toMatch(/order-1 +TRADE_SUCCESS +1 +acknowledged/)
  expect(received.map((fields) => fields.get('out_trade_no'))).toEqual(['order-1'])

  const list = await sim('journal list')
  expect(list).toMatch(/request +x1 PAY order-1 code 28\*[0-9a-f]{8}\*\d\d 88\.88 yuan/)
  expect(list).toContain('TradePaid')
  expect(list).not.toContain(authCode)
  const exchange = /(x1) PAY/.exec(list)?.[1] ?? ''
  expect(await sim(`journal show ${exchange}`)).toContain('POST http')
})

test('a fault rule acts for its amount, as often as told, and goes', async () => {
  const added = await sim('fault add F02 --op pay --amount 77.77 --count 1 --executed yes')
  expect(added).toMatch(/^r\d+ +unknown +.*amount=77\.77/)
  const { authCode } = await simJson<{ authCode: string }>('buyer code')
  expect(await pay('order-2', authCode, '77.77')).toMatchObject({ code: '20000' })
  expect(await sim('trade show order-2')).toContain('TRADE_SUCCESS')
  expect(await sim('fault list')).toMatch(/unknown +1 +1 /)
  await sim(`fault remove ${added.split(' ')[0]}`)
  expect(await sim('fault list')).toBe('no rules\n')
})

test('fault explain says which rule would act, and why the other one would not', async () => {
  await sim('fault add F02 --op pay --count 1 --protocol openapi-v2')
  await sim(['fault', 'add', 'F03', '--from', '2035-01-05 10:00', '--until', '2035-01-06 00:00'])
  expect(await sim('fault list')).toContain('from=2035-01-05 10:00:00 until=2035-01-06 00:00:00')
  const described = await sim('fault explain --op pay --amount 66.66')
  expect(described).toMatch(/^call: PAY .*66\.66 yuan/)
  expect(described).toMatch(/F02 +unknown +outcome +acts/)
  expect(described).toMatch(/F03 +lost-reply +answer +no +begins at 2035-01-05 10:00:00/)
  const { authCode } = await simJson<{ authCode: string }>('buyer code')
  await pay('order-e', authCode, '66.66')
  const exchange = /(x\d+) PAY order-e/.exec(await sim('journal list'))?.[1] ?? ''
  const recorded = await sim(`fault explain ${exchange}`)
  expect(recorded).toMatch(/it was struck by r\d+ F02: answered unknown/)
  expect(recorded).toMatch(/F02 .* no +is used up: it fired 1 of 1 times/)
  await sim('fault clear')
})

test('options of a fault arrive as the type the fault takes', async () => {
  await sim(['fault', 'add', 'wrong-amount', '--set', 'byFen=-5', 'tampered=true'])
  await sim('fault add unknown --set code=40004 --for 10m --probability 0.5 --nth 2')
  await sim('fault add hang --executed later --set commitAfterMs=3000 --after wait_buyer_pay')
  expect(server.sandbox.faults.list()).toMatchObject([
    { fault: 'wrong-amount', options: { byFen: -5, tampered: true } },
    {
      fault: 'unknown',
      options: { code: '40004' },
      match: { durationMs: 600_000, probability: 0.5, nth: 2 },
    },
    { fault: 'hang', options: { executed: 'later' }, match: { after: 'WAIT_BUYER_PAY' } },
  ])
  await sim('fault clear')
  expect(server.sandbox.faults.list()).toEqual([])
  expect(await sim('fault catalogue')).toMatch(/F07 +late-commit/)
})

test('a QR order is scanned, paid and closed at the command line', async () => {
  const order = { total_amount: '9.90', subject: 'tea' }
  await gateway('precreate', { ...order, out_trade_no: 'qr-1' })
  await gateway('precreate', { ...order, out_trade_no: 'qr-2' })
  const qrCode = (await sim('trade qr qr-1')).trim()
  expect(await sim(`buyer scan ${qrCode} --pays never`)).toContain('WAIT_BUYER_PAY')
  expect(await sim('buyer pay qr-1')).toContain('TRADE_SUCCESS')
  await sim('buyer scan qr-2 --pays never')
  expect(await sim('buyer close qr-2')).toMatch(/closed +\d{4}-/)
  await gateway('refund', { out_trade_no: 'qr-1', refund_amount: '1.90', out_request_no: 'back' })
  expect(await sim('trade show qr-1')).toMatch(/refund +1\.90 yuan +back/)
})

test('a page order is confirmed and paid at the command line', async () => {
  const order = { out_trade_no: 'page-1', total_amount: '9.90', subject: 'tea' }
  await ask('page.pay', { ...order, product_code: 'FAST_INSTANT_TRADE_PAY' })
  expect(await sim('buyer confirm page-1 --pays never')).toContain('WAIT_BUYER_PAY')
  expect(await sim('buyer pay page-1')).toContain('TRADE_SUCCESS')
})

test('notifications are sent again and forged', async () => {
  const { authCode } = await simJson<{ authCode: string }>('buyer code')
  await pay('order-3', authCode)
  await sim('clock advance 1m')
  const sent = await simJson<{ notifyId: string; trade: { outTradeNo: string } }[]>('notify list')
  const { notifyId = '' } = sent.find(({ trade }) => trade.outTradeNo === 'order-3') ?? {}
  await sim(`notify resend ${notifyId}`)
  await sim('notify forge order-3 --set variant=none')
  await sim('notify inject order-3 --fault none --status trade_closed')
  await sim('clock advance 1s')
  await server.sandbox.settled()
  const notified = received.filter((fields) => fields.get('out_trade_no') === 'order-3')
  expect(notified.filter((fields) => fields.get('notify_id') === notifyId)).toHaveLength(2)
  expect(notified.filter((fields) => !fields.has('sign'))).toHaveLength(1)
  expect(notified.filter((fields) => fields.get('trade_status') === 'TRADE_CLOSED')).toHaveLength(1)
  expect(await sim('trade show order-3')).toContain('TRADE_SUCCESS')
})

test('an exported journal is whole, readable, and names no payment code', async () => {
  const { authCode } = await simJson<{ authCode: string }>('buyer code')
  await pay('order-4', authCode)
  const file = join(scratch, 'journal.jsonl')
  await sim(`journal export ${file}`)
  const text = readFileSync(file, 'utf8')
  const entries = parseJournal(text)
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
  expect(entries.length).toBeGreaterThan(20)
  expect(text).not.toContain(authCode)
  expect(text).toMatch(/28\*[0-9a-f]{8}\*\d\d/)
  expect(await sim('journal export -')).toBe(text)
  const online = await sim('journal success-rate')
  expect(online).toMatch(/% of the decided orders are paid/)
  expect(online).toMatch(/^PAY +\d+ +\d+ /m)
  const offline = await runCli(`journal success-rate --file ${file} --url http://127.0.0.1:1`)
  expect(offline).toEqual({ code: 0, out: online, err: '' })
  expect(await runCli('journal success-rate --file /nowhere')).toMatchObject({ code: 2, out: '' })
  expect(await sim('journal list --last 5000 --unmasked')).toContain(authCode)
})

test('a follower prints entries until the server stops', async () => {
  // The test itself closes it.
  const own = await openServer(() => {})
  own.sandbox.buyers.issueCode()
  let seen = ''
  let ring = (_text: string) => {}
  const next = () => new Promise<string>((resolve) => (ring = resolve))
  const first = next()
  const out = (text: string) => {
    seen += text
    ring(text)
  }
  const following = own.sim('journal follow --since 0', { out })
  expect(await first).toContain('code-issued')
  const second = next()
  own.sandbox.clock.setRate(2)
  expect(await second).toContain('rate 2')
  await own.close()
  expect((await following).code).toBe(0)
  expect(seen.trimEnd().split('\n')).toHaveLength(2)
})

test('sandboxes have their own options and clock, reached by --sandbox', async () => {
  await sim('sandbox create job-7 --seed nightly')
  expect(await sim('sandbox list')).toMatch(/job-7 +9021000\d+ +nightly/)
  const changes = 'orderTimeoutMs=15m tombstone=true cancelWindow=same-day'
  expect(await sim(`sandbox options ${changes} --sandbox job-7`)).toContain('900000  (15m)')
  expect(await sim('sandbox options')).toMatch(/orderTimeoutMs +10800000 +\(3h\)/)
  expect(await sim('clock freeze --sandbox job-7')).toContain('frozen')
  expect(await sim('clock show')).toContain('real time')
  expect(await sim('clock rate 60 --sandbox job-7')).toContain('×60')
  await sim('sandbox remove job-7')
  expect(await sim('sandbox list')).not.toContain('job-7')
})

test('apps are added with a key of their own, and keys are written to files', async () => {
  const dir = join(scratch, 'keys')
  const written = await sim(`app keys ${dir}`)
  expect(written.trim().split('\n')).toContain(join(dir, 'app-private-key.pkcs1.txt'))
  await sim(['app', 'add', '第二家店', '--public-key', join(dir, 'app-public-key.txt')])
  expect(await sim('app list')).toContain('第二家店')
  const own = await simJson<{ appPrivateKey?: unknown; appId: string }[]>('app list')
  expect(own[1]).not.toHaveProperty('appPrivateKey')
  const ownDir = join(scratch, 'own')
  const ownFiles = await sim(`app keys ${ownDir} --app ${own[1]?.appId}`)
  expect(ownFiles).toContain('alipay-public-key.pem')
  expect(ownFiles).not.toContain('private')
})

test('columns stay aligned beside Chinese names', async () => {
  const lines = (await sim('app list')).trimEnd().split('\n')
  const starts = lines.map((line) => /^\S+ +\S+ +/.exec(line)?.[0].length)
  expect(new Set(starts).size).toBe(1)
})

test('a trade grows old, its notifications hurry, and the clock goes until something holds', async () => {
  const { authCode } = await simJson<{ authCode: string }>('buyer code --pays never')
  const order = { out_trade_no: 'old-1', total_amount: '5.00', subject: 's' }
  await gateway('pay', { ...order, scene: 'bar_code', auth_code: authCode })
  expect(await sim('buyer claim old-1')).toContain('the books say WAIT_BUYER_PAY, 0.00 yuan')
  await sim('buyer pay old-1')
  expect(await sim('notify hurry old-1 --sends 2')).toContain('acknowledged')
  expect(await sim('trade age old-1 25h')).toContain('TRADE_SUCCESS')
  expect(await sim('clock until trade old-1 is TRADE_SUCCESS')).toContain('nothing happened')
  expect(await sim('trade age old-1 366d')).toContain('TRADE_FINISHED')
  const { authCode: shown } = await simJson<{ authCode: string }>('buyer code')
  expect((await sim(`buyer refresh ${shown}`)).trim()).toMatch(/^28\d{16}$/)
})

test('a condition that does not come true is an exit code', async () => {
  const line = 'clock until trade nobody is TRADE_CLOSED --at-most 1s'
  const { code, err } = await server.sim(line)
  expect({ code, err }).toMatchObject({
    code: 1,
    err: expect.stringContaining('did not come true'),
  })
})

test('a reading comes and goes, and with it the options in which readings differ', async () => {
  expect(await sim('sandbox reading')).toContain('default')
  expect(await sim('sandbox create letter --reading seeds')).toContain('letter')
  expect(await sim('sandbox reading --sandbox letter')).toContain('seeds')
  expect(await sim('sandbox options --json --sandbox letter')).toMatch(/"refundWindow":\s*"90d"/)
  expect(await sim('sandbox reading default --sandbox letter')).toContain('default')
  expect(await sim('sandbox options --json --sandbox letter')).toMatch(
    /"refundWindow":\s*"12-months"/,
  )
})

test('a profile comes and goes, and says by which seed it can be replayed', async () => {
  expect(await sim('sandbox profile')).toContain('calm')
  expect(await sim('sandbox create windy --profile mild')).toContain('windy')
  expect(await sim('sandbox profile --sandbox windy')).toContain('mild  (seed windy)')
  expect(await sim('sandbox profile calm --sandbox windy')).toContain('calm')
})
